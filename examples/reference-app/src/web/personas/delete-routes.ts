import { type RequestHandler, Router } from 'express';
import { z } from 'zod';
import type { Context } from '../context.js';
import { parseForm } from '../http/forms.js';
import { requireConnection } from '../http/guards.js';
import { sendPage } from '../http/send-page.js';
import { saveSession } from '../http/sessions.js';
import { tell } from '../http/toast.js';
import { connectedOf } from '../http/visit.js';
import type { MemoryService } from '../memory-service/memory-service.js';
import { deletePersonaPage } from './delete-persona-page.js';
import { ownPersona } from './own-persona.js';
import { type DeletedPersona, openDeleted, sealDeleted } from './persona-undo.js';

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
    if (deleted) await bringBack(visit.memory, deleted);
    tell(
      request,
      deleted
        ? { kind: 'success', message: text.restored }
        : { kind: 'warning', message: text.notRestored },
    );
    await saveSession(request);
    response.redirect(303, '/personas');
  });

  return router;
}

/** Pressing twice makes no second one. */
async function bringBack(
  memory: MemoryService,
  { persona, deletedAt }: DeletedPersona,
): Promise<void> {
  const { personas } = await memory.call('list_personas', {});
  const isBack = personas.some(
    ({ name, instructions, created_at: at }) =>
      name === persona.name &&
      (instructions ?? '') === (persona.instructions ?? '') &&
      Date.parse(at ?? '') >= deletedAt,
  );
  if (!isBack) await memory.call('create_persona', persona);
}
