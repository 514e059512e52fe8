import { type RequestHandler, Router } from 'express';
import { z } from 'zod';
import type { Context } from '../../../context.js';
import { reasonOf } from '../../../http/failure-pages.js';
import { requireConnection } from '../../../http/guards.js';
import { sendPage } from '../../../http/send-page.js';
import { saveSession } from '../../../http/sessions.js';
import { tell } from '../../../http/toast.js';
import { type ConnectedVisit, connectedOf } from '../../../http/visit.js';
import { isPassing, ServiceError } from '../../../memory-service/service-error.js';
import { maxAtOnce } from '../bulk/bulk-form.js';
import { idList } from '../id-list.js';
import { placeBefore, safePlace } from '../place.js';
import { readOwn } from '../read-own.js';
import { deleteMemory } from './delete-memories.js';
import { removePage } from './remove-page.js';
import { deletionToast, restorationToast } from './remove-toasts.js';
import { restoreMemories } from './restore-memories.js';

const id = z.uuid().transform((value) => value.toLowerCase());
const restoreForm = z.object({ id: idList, back: z.string().optional().catch(undefined) });

/** Deleting one memory, and bringing back what was deleted. */
export function removeRoutes(context: Context): RequestHandler {
  const router = Router();

  router.post(
    '/memories/restore',
    ...requireConnection(context, 'memories:write'),
    async (request, response) => {
      const visit = connectedOf(response);
      const form = restoreForm.parse(request.body ?? {});
      const came = await restoreMemories(visit.memory, form.id.slice(0, maxAtOnce));
      tell(request, restorationToast(visit, came));
      await saveSession(request);
      response.redirect(303, safePlace(form.back));
    },
  );

  router
    .route('/memories/:id/delete')
    .all(...requireConnection(context, 'memories:write'), (request, _response, next) =>
      next(id.safeParse(request.params.id).success ? undefined : 'route'),
    )
    .get(async (request, response) => {
      const visit = connectedOf(response);
      const page = await confirmation(visit, String(request.params.id), {
        back: placeBefore(request, context),
        near: nearOf(request.query),
      });
      sendPage(response, page);
    })
    .post(async (request, response) => {
      const visit = connectedOf(response);
      const memoryId = id.parse(request.params.id);
      const body = (request.body ?? {}) as Readonly<Record<string, unknown>>;
      const asking = { back: safePlace(body.back), near: nearOf(body), updatedAt: seenOf(body) };
      const { back, near } = asking;
      try {
        const done = await deleteMemory(visit.memory, memoryId, asking.updatedAt);
        tell(request, deletionToast(visit, done, { ids: [memoryId], back }));
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error;
        const isChanged = error.code === 'conflict';
        if (!isChanged && !isPassing(error)) throw error;
        const why = isChanged ? { isChanged } : { problem: reasonOf(visit, error) };
        return sendPage(response, await confirmation(visit, memoryId, { ...asking, ...why }));
      }
      await saveSession(request);
      response.redirect(303, near === undefined ? back : `${back}#memory-${near}`);
    });

  return router;
}

interface Asking {
  readonly back: string;
  readonly near: string | undefined;
  /** Of the version that was shown; absent: the one that is read now. */
  readonly updatedAt?: string | undefined;
  readonly problem?: string;
  readonly isChanged?: boolean;
}

async function confirmation(visit: ConnectedVisit, memoryId: string, asking: Asking) {
  const { back, near, problem, isChanged } = asking;
  // While the server is away there is nothing to show, but the question stays.
  const memories = problem === undefined ? await readOwn(visit, [memoryId]) : [];
  if (problem === undefined && memories.length === 0) {
    throw new ServiceError('not_found', 'There is no such memory.');
  }
  const updatedAt = memories[0]?.updated_at ?? asking.updatedAt;
  return removePage(visit, {
    memories,
    count: 1,
    action: `/memories/${memoryId}/delete`,
    fields: {
      ...(near !== undefined && { near }),
      ...(updatedAt !== undefined && { updated_at: updatedAt }),
    },
    back,
    problem,
    isChanged,
  });
}

/** Another memory of the list, to show when this one is gone. */
function nearOf(fields: unknown): string | undefined {
  return z.object({ near: id }).safeParse(fields).data?.near;
}

/** When the version that was shown was updated. */
function seenOf(fields: unknown): string | undefined {
  return z.object({ updated_at: z.iso.datetime() }).safeParse(fields).data?.updated_at;
}
