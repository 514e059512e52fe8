import { type Request, type RequestHandler, type Response, Router } from 'express';
import type { Context } from '../context.js';
import { reasonOf, statusOf } from '../http/failure-pages.js';
import { parseForm, typedIn } from '../http/forms.js';
import { requireConnection } from '../http/guards.js';
import { sendPage } from '../http/send-page.js';
import { saveSession } from '../http/sessions.js';
import { tell } from '../http/toast.js';
import { type ConnectedVisit, connectedOf } from '../http/visit.js';
import { ServiceError } from '../memory-service/service-error.js';
import type { Persona } from '../memory-service/tools.js';
import { oneAfterAnother } from '../one-after-another.js';
import { createOnce, isSamePersona } from './create-once.js';
import { ownPersona } from './own-persona.js';
import { type PersonaFields, personaFields } from './persona-fields.js';
import { errorsFrom, inputFrom, type Typed, typedFrom } from './persona-form.js';
import { type PersonaModel, personaPage } from './persona-page.js';

/** Changes of one user's personas. */
const inTurn = oneAfterAnother();

/** Making and changing personas. */
export function changeRoutes(context: Context): RequestHandler {
  const router = Router();
  const mayWrite = requireConnection(context, 'memories:write');

  router.get('/personas/new', ...mayWrite, (_request, response) => {
    sendPage(response, personaPage(connectedOf(response), { typed: {} }));
  });

  router.post('/personas', ...mayWrite, async (request, response) => {
    const visit = connectedOf(response);
    const { values, typed, errors } = read(request, visit);
    if (values === undefined) return sendPage(response, personaPage(visit, { typed, errors }));
    try {
      await createOnce(visit.user.id, visit.memory, inputFrom(values, visit));
    } catch (error) {
      return sendPage(response, personaPage(visit, { typed, ...refusal(visit, error) }));
    }
    tell(request, { kind: 'success', message: visit.text.personas.saved });
    await saveSession(request);
    response.redirect(303, '/personas');
  });

  router.get('/personas/:id', ...mayWrite, async (request, response) => {
    const visit = connectedOf(response);
    const persona = await ownPersona(visit.memory, String(request.params.id));
    sendPage(response, personaPage(visit, { persona, typed: typedFrom(persona, visit) }));
  });

  router.post('/personas/:id', ...mayWrite, (request, response) =>
    // The server changes it whatever it is by then: two tabs at once would not hear of each other.
    inTurn(connectedOf(response).user.id, () => change(request, response)),
  );

  return router;
}

async function change(request: Request, response: Response): Promise<void> {
  const visit = connectedOf(response);
  const { personas: text } = visit.text;
  const { values, typed, errors } = read(request, visit);
  let persona: Persona | undefined;
  try {
    persona = await ownPersona(visit.memory, String(request.params.id));
    if (values === undefined) {
      return sendPage(response, personaPage(visit, { persona, typed, errors }));
    }
    const wish = inputFrom(values, visit, persona);
    const changedAt = persona.updated_at ?? '';
    // A second press of the same button finds it done.
    const isDone = isSamePersona(persona, wish);
    if (!isDone && values.updated_at !== changedAt) {
      const now = { ...typed, updated_at: changedAt };
      const problem = text.changedElsewhere;
      return sendPage(response, personaPage(visit, { persona, typed: now, problem, status: 409 }));
    }
    if (!isDone) await visit.memory.call('update_persona', { persona_id: persona.id, ...wish });
  } catch (error) {
    if (error instanceof ServiceError && error.code === 'not_found') {
      const gone: PersonaModel = { typed, problem: text.goneMeanwhile, status: 404 };
      return sendPage(response, personaPage(visit, gone));
    }
    // What is being changed is not known where the server does not tell: a page of its own carries the form.
    if (persona === undefined) throw error;
    return sendPage(response, personaPage(visit, { persona, typed, ...refusal(visit, error) }));
  }
  tell(request, { kind: 'success', message: text.saved });
  await saveSession(request);
  response.redirect(303, '/personas');
}

/** The form, and what was typed in either case. */
function read(
  request: Parameters<RequestHandler>[0],
  visit: ConnectedVisit,
): {
  readonly values?: PersonaFields;
  readonly typed: Typed;
  readonly errors: Readonly<Record<string, string>>;
} {
  const form = parseForm(request, personaFields(visit.text.personas));
  if ('errors' in form) return form;
  return { values: form.values, typed: typedIn(request), errors: {} };
}

/** How the page of the form says that the server did not do it. @throws what the page cannot say */
function refusal(visit: ConnectedVisit, error: unknown): Omit<PersonaModel, 'typed'> {
  if (!(error instanceof ServiceError) || error.code === 'disconnected') throw error;
  const errors = error.code === 'invalid_input' ? errorsFrom(error) : undefined;
  if (errors) return { errors, status: 422 };
  // Of a conflict the server says what it is about: how many personas one may have.
  const said = (error.code === 'conflict' && error.said) || reasonOf(visit, error);
  return { problem: said, status: statusOf(error) };
}
