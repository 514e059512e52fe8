import { type RequestHandler, Router } from 'express';
import { z } from 'zod';
import type { Context } from '../context.js';
import { parseForm } from '../http/forms.js';
import { requireConnection } from '../http/guards.js';
import { sendPage } from '../http/send-page.js';
import { saveSession } from '../http/sessions.js';
import { tell } from '../http/toast.js';
import { connectedOf } from '../http/visit.js';
import { ownIdOf } from '../people/own-id.js';
import { createOnce } from './create-once.js';
import { deletePersonaPage } from './delete-persona-page.js';
import { ownPersona } from './own-persona.js';
import { openDeleted, sealDeleted } from './persona-undo.js';

/** Deleting a persona, and bringing it back. */
export function deleteRoutes(context: Context): RequestHandler {
  const router = Router();
  const mayWrite = requireConnection(context, 'memories:write');

  router.get('/personas/:id/delete', ...mayWrite, async (request, response) => {
    const visit = connectedOf(response);
    const persona = await ownPersona(visit.memory, String(request.params.id));
    if (!persona.is_default) return sendPage(response, deletePersonaPage(visit, persona));
    tell(request, { kind: 'info', message: visit.text.personas.defaultStays });
    await saveSession(request);
    response.redirect(303, '/personas');
  });

  router.post('/personas/:id/delete', ...mayWrite, async (request, response) => {
    const visit = connectedOf(response);
    const { personas: text, layout } = visit.text;
    const persona = await ownPersona(visit.memory, String(request.params.id));
    const sealed = await sealDeleted(context, visit.user.id, persona);
    await visit.memory.call('delete_persona', { persona_id: persona.id });
    tell(request, {
      kind: 'success',
      message: text.deleted,
      offer: { label: layout.undo, action: '/personas/restore', fields: { persona: sealed } },
    });
    await saveSession(request);
    response.redirect(303, '/personas');
  });

  router.post('/personas/restore', ...mayWrite, async (request, response) => {
    const visit = connectedOf(response);
    const { personas: text } = visit.text;
    const form = parseForm(request, z.object({ persona: z.string() }));
    const deleted =
      'values' in form ? await openDeleted(context, visit.user.id, form.values.persona) : undefined;
    const isOwn = deleted !== undefined && deleted.ownerId === (await ownIdOf(visit));
    if (isOwn) await createOnce(visit.user.id, visit.memory, deleted.persona);
    tell(
      request,
      isOwn
        ? { kind: 'success', message: text.restored }
        : { kind: 'warning', message: text.notRestored },
    );
    await saveSession(request);
    response.redirect(303, '/personas');
  });

  return router;
}
