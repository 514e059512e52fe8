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
import { ServiceError } from '../memory-service/service-error.js';
import type { Input } from '../memory-service/tools.js';
import { ownIdOf } from '../people/own-id.js';
import { deletePersonaPage } from './delete-persona-page.js';
import { ownPersona } from './own-persona.js';
import { openDeleted, sealDeleted } from './persona-undo.js';
import { savedPersona } from './refused-page.js';

/** `updated_at` of the persona that the question is about. */
const deletion = z.object({ updated_at: z.iso.datetime().optional().catch(undefined) });

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
    const { updated_at: shown } = deletion.parse(request.body ?? {});
    const sealed = await sealDeleted(context, visit.user.id, persona);
    try {
      const expected = shown ?? persona.updated_at;
      await visit.memory.call('delete_persona', {
        persona_id: persona.id,
        ...(expected && { expected_updated_at: expected }),
      });
    } catch (error) {
      const saved = error instanceof ServiceError ? savedPersona(error) : undefined;
      if (!saved) throw error;
      const refusal = { problem: text.changedBeforeDeletion, status: 409 };
      return sendPage(response, deletePersonaPage(visit, saved, refusal));
    }
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
    const isRestored = isOwn && (await restore(visit.memory, deleted.persona));
    tell(
      request,
      isRestored
        ? { kind: 'success', message: text.restored }
        : { kind: 'warning', message: text.notRestored },
    );
    await saveSession(request);
    response.redirect(303, '/personas');
  });

  return router;
}

/** Returns false if there is a persona of that id with other content: it was brought back and changed since. */
async function restore(memory: MemoryService, persona: Input<'create_persona'>): Promise<boolean> {
  try {
    await memory.call('create_persona', persona);
    return true;
  } catch (error) {
    if (error instanceof ServiceError && savedPersona(error)) return false;
    throw error;
  }
}
