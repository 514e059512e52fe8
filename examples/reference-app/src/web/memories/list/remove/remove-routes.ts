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
import { oneMemoryAtATime } from '../../in-turn.js';
import { placeBefore, safePlace } from '../place.js';
import { readOwn } from '../read-own.js';
import { deleteMemories } from './delete-memories.js';
import { removePage } from './remove-page.js';
import { deletionToast, restorationToast } from './remove-toasts.js';
import { restoreMemories } from './restore-memories.js';

const id = z.uuid().transform((value) => value.toLowerCase());

/** Deleting one memory, and bringing back what was deleted. */
export function removeRoutes(context: Context): RequestHandler {
  const router = Router();

  router.post(
    '/memories/restore',
    ...requireConnection(context, 'memories:write'),
    async (request, response) => {
      const visit = connectedOf(response);
      const { deletion, back } = (request.body ?? {}) as Readonly<Record<string, unknown>>;
      const named = id.safeParse(deletion);
      const came = named.success ? await restoreMemories(context, visit, named.data) : undefined;
      tell(request, restorationToast(visit, came));
      await saveSession(request);
      response.redirect(303, safePlace(back));
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
      const [back, near] = [safePlace(body.back), nearOf(body)];
      try {
        const done = await oneMemoryAtATime(visit.user, memoryId, () =>
          deleteMemories(context, visit, [memoryId]),
        );
        tell(request, deletionToast(visit, done, back));
      } catch (error) {
        if (!(error instanceof ServiceError) || !isPassing(error)) throw error;
        const problem = reasonOf(visit, error);
        return sendPage(response, await confirmation(visit, memoryId, { back, near, problem }));
      }
      await saveSession(request);
      response.redirect(303, near === undefined ? back : `${back}#memory-${near}`);
    });

  return router;
}

interface Asking {
  readonly back: string;
  readonly near: string | undefined;
  readonly problem?: string;
}

async function confirmation(visit: ConnectedVisit, memoryId: string, asking: Asking) {
  const { back, near, problem } = asking;
  // While the server is away there is nothing to show, but the question stays.
  const memories = problem === undefined ? await readOwn(visit, [memoryId]) : [];
  if (problem === undefined && memories.length === 0) {
    throw new ServiceError('not_found', 'There is no such memory.');
  }
  return removePage(visit, {
    memories,
    count: 1,
    action: `/memories/${memoryId}/delete`,
    fields: near === undefined ? {} : { near },
    back,
    problem,
  });
}

/** Another memory of the list, to show when this one is gone. */
function nearOf(fields: unknown): string | undefined {
  return z.object({ near: id }).safeParse(fields).data?.near;
}
