import { type RequestHandler, Router } from 'express';
import { z } from 'zod';
import type { Context } from '../../../context.js';
import { requireConnection } from '../../../http/guards.js';
import { sendPage } from '../../../http/send-page.js';
import { saveSession } from '../../../http/sessions.js';
import { type Toast, tell } from '../../../http/toast.js';
import { type ConnectedVisit, connectedOf } from '../../../http/visit.js';
import { maxAtOnce } from '../bulk/bulk-form.js';
import { idList } from '../id-list.js';
import { queryOf, safePlace } from '../place.js';
import { isStaleCursor } from '../read-list.js';
import { restorationToast } from '../remove/remove-toasts.js';
import { restoreMemories } from '../remove/restore-memories.js';
import { deletedPage, deletedPath, purgePage } from './deleted-page.js';

const pageSize = 50;

const place = z.object({ cursor: z.string().min(1).max(1_000).optional().catch(undefined) });

const form = z.object({
  id: idList.transform((ids) => ids.slice(0, maxAtOnce)),
  action: z.enum(['restore', 'purge']).catch('restore'),
  step: z.enum(['ask', 'sure']).catch('ask'),
  back: z.string().catch(deletedPath),
});

/** `GET /memories/deleted`, and restoring or deleting for good what is ticked there. */
export function deletedRoutes(context: Context): RequestHandler {
  const router = Router();

  router.get(deletedPath, ...requireConnection(context), async (request, response) => {
    const visit = connectedOf(response);
    const { cursor } = place.parse(request.query);
    try {
      const { memories, next_cursor } = await readPage(visit, cursor);
      sendPage(response, deletedPage(visit, { memories, cursor, next: next_cursor ?? undefined }));
    } catch (error) {
      if (cursor === undefined || !isStaleCursor(error)) throw error;
      response.redirect(303, deletedPath);
    }
  });

  router.post(
    deletedPath,
    ...requireConnection(context, 'memories:write'),
    async (request, response) => {
      const visit = connectedOf(response);
      const { id: ids, action, step, back: from } = form.parse(request.body ?? {});
      const back = safePlace(from);
      if (action === 'purge' && step === 'ask' && ids.length > 0) {
        const { memories } = await readPage(visit, place.parse(queryOf(back)).cursor);
        const chosen = memories.filter(({ id }) => ids.includes(id));
        return sendPage(response, purgePage(visit, { ids, memories: chosen, back }));
      }
      tell(request, await carryOut(visit, action, ids));
      await saveSession(request);
      response.redirect(303, back);
    },
  );

  return router;
}

function readPage({ memory }: ConnectedVisit, cursor: string | undefined) {
  return memory.call('list_deleted_memories', {
    limit: pageSize,
    ...(cursor !== undefined && { cursor }),
  });
}

async function carryOut(
  visit: ConnectedVisit,
  action: 'restore' | 'purge',
  ids: readonly string[],
): Promise<Toast> {
  const { deleted, remove } = visit.text.memories;
  if (ids.length === 0) return { kind: 'info', message: deleted.nothing };
  if (action === 'restore') {
    return restorationToast(visit, await restoreMemories(visit.memory, ids));
  }
  const { succeeded, failed } = await visit.memory.call('purge_memories', { memory_ids: ids });
  const message = [
    ...(succeeded > 0 ? [deleted.purged(succeeded)] : []),
    ...(failed > 0 ? [remove.notInTrash(failed)] : []),
  ];
  return { kind: failed > 0 ? 'warning' : 'success', message: message.join(' ') };
}
