import { randomUUID } from 'node:crypto';
import { type Request, type RequestHandler, type Response, Router } from 'express';
import type { Context } from '../context.js';
import { type Parsed, parseForm, typedIn } from '../http/forms.js';
import { requireConnection } from '../http/guards.js';
import { sendPage } from '../http/send-page.js';
import { saveSession } from '../http/sessions.js';
import { tell } from '../http/toast.js';
import { connectedOf } from '../http/visit.js';
import { ServiceError } from '../memory-service/service-error.js';
import { ownPersona } from './own-persona.js';
import { type PersonaFields, personaFields } from './persona-fields.js';
import { inputFrom, typedFrom } from './persona-form.js';
import { personaPage } from './persona-page.js';
import { refusedPage } from './refused-page.js';

/** Making and changing personas. */
export function changeRoutes(context: Context): RequestHandler {
  const router = Router();
  const mayWrite = requireConnection(context, 'memories:write');

  router.get('/personas/new', ...mayWrite, (_request, response) => {
    sendPage(response, personaPage(connectedOf(response), { typed: { id: randomUUID() } }));
  });

  router.post('/personas', ...mayWrite, async (request, response) => {
    const visit = connectedOf(response);
    const form = read(request, response);
    if ('errors' in form) return sendPage(response, personaPage(visit, form));
    try {
      const input = { id: form.values.id, ...inputFrom(form.values, visit) };
      await visit.memory.call('create_persona', input);
    } catch (error) {
      return sendPage(response, refusedPage(visit, error, { typed: typedIn(request) }));
    }
    await saved(request, response);
  });

  router.get('/personas/:id', ...mayWrite, async (request, response) => {
    const visit = connectedOf(response);
    const persona = await ownPersona(visit.memory, String(request.params.id));
    sendPage(response, personaPage(visit, { persona, typed: typedFrom(persona, visit) }));
  });

  router.post('/personas/:id', ...mayWrite, async (request, response) => {
    const visit = connectedOf(response);
    const typed = typedIn(request);
    const id = String(request.params.id);
    const persona = await ownPersona(visit.memory, id).catch((error: unknown) => {
      if (!(error instanceof ServiceError && error.code === 'not_found')) throw error;
      sendPage(response, refusedPage(visit, error, { typed }));
    });
    if (!persona) return;
    const form = read(request, response);
    if ('errors' in form) return sendPage(response, personaPage(visit, { persona, ...form }));
    try {
      const change = {
        persona_id: persona.id,
        expected_updated_at: form.values.updated_at,
        ...inputFrom(form.values, visit, persona),
      };
      await visit.memory.call('update_persona', change, { isIdempotent: true });
    } catch (error) {
      return sendPage(response, refusedPage(visit, error, { typed, persona }));
    }
    await saved(request, response);
  });

  return router;
}

function read(request: Request, response: Response): Parsed<PersonaFields> {
  return parseForm(request, personaFields(connectedOf(response).text.personas));
}

async function saved(request: Request, response: Response): Promise<void> {
  tell(request, { kind: 'success', message: connectedOf(response).text.personas.saved });
  await saveSession(request);
  response.redirect(303, '/personas');
}
