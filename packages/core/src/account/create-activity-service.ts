import { parseInput } from '../invalid-input.js';
import type { ActivityStore } from '../ports/activity-store.js';
import type { Clock } from '../ports/clock.js';
import type { Guard } from '../token/guard.js';
import type { ActivityService } from './activity.js';
import { decodeActivityCursor, encodeActivityCursor } from './activity-cursor.js';
import { activityInput } from './activity-input.js';
import type { ActivityRecorder } from './activity-recorder.js';

export interface ActivityContext {
  readonly activity: ActivityStore;
  /** Absent where nothing is recorded. */
  readonly recorder: ActivityRecorder | undefined;
  readonly clock: Clock;
}

const dayMs = 24 * 3600_000;
const countedDays = 30;

/** The record of activity as the guard's principal may read it: their own, whichever client it was done by. */
export function createActivityService(
  { activity, recorder, clock }: ActivityContext,
  guard: Guard,
): ActivityService {
  const { userId } = guard.principal;
  return {
    list: (input = {}) =>
      guard.run('get_activity', 'memories:read', undefined, async () => {
        const { action, since, until, limit, cursor } = parseInput(activityInput, input);
        const after = cursor === undefined ? undefined : decodeActivityCursor(cursor);
        await recorder?.flush();
        const range = { userId, action, since, until };
        const end = until ?? clock.now();
        const [found, counts] = await Promise.all([
          activity.list({ ...range, after, limit: limit + 1 }),
          activity.countByDay({
            ...range,
            since: since ?? new Date(end.getTime() - countedDays * dayMs),
          }),
        ]);
        const entries = found.slice(0, limit);
        const last = found.length > limit ? entries.at(-1) : undefined;
        return { entries, counts, nextCursor: last && encodeActivityCursor(last) };
      }),
  };
}
