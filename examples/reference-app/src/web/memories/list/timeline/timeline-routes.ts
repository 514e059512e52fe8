import { type RequestHandler, Router } from 'express';
import { DateTime } from 'luxon';
import { z } from 'zod';
import type { Context } from '../../../context.js';
import { requireConnection } from '../../../http/guards.js';
import { sendPage } from '../../../http/send-page.js';
import { connectedOf } from '../../../http/visit.js';
import { visitorLeft } from '../../../http/visitor-left.js';
import type { CallOptions, MemoryService } from '../../../memory-service/memory-service.js';
import { fittingUnit, periodsOf, units } from './periods.js';
import { timelinePage } from './timeline-page.js';

const perRequest = 200;
/** Memories that are counted: the server has no counts by time. */
export const maxCounted = 5_000;

/** When the memories were written, as a picture. */
export function timelineRoutes(context: Context): RequestHandler {
  const router = Router();

  router.get('/memories/timeline', ...requireConnection(context), async (request, response) => {
    const visit = connectedOf(response);
    const { zone } = visit;
    const { times, isAll } = await readTimes(visit.memory, { signal: visitorLeft(response) });
    const chosen = z.enum(units).safeParse(request.query.by);
    const [newest, oldest] = [times[0], times.at(-1)].map((time) =>
      time === undefined ? undefined : DateTime.fromISO(time, { zone }),
    );
    const unit = chosen.success
      ? chosen.data
      : newest && oldest
        ? fittingUnit(oldest, newest)
        : 'month';
    const periods = periodsOf(times, unit, zone);
    sendPage(response, timelinePage(visit, { periods, unit, count: times.length, isAll }));
  });

  return router;
}

/** When the memories were written, the newest first. */
async function readTimes(memory: MemoryService, options: CallOptions) {
  const times: string[] = [];
  let cursor: string | undefined;
  do {
    if (times.length >= maxCounted) return { times, isAll: false };
    const page = await memory.call(
      'get_memories',
      {
        expired: false,
        sort: 'created_at',
        order: 'desc',
        limit: perRequest,
        ...(cursor !== undefined && { cursor }),
      },
      options,
    );
    times.push(...page.memories.map(({ created_at }) => created_at));
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
  return { times, isAll: true };
}
