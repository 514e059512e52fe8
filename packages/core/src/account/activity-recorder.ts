import { randomUUID } from 'node:crypto';
import { toPicardError } from '../errors.js';
import type { ActivityEntry, ActivityStore } from '../ports/activity-store.js';
import type { Clock } from '../ports/clock.js';
import type { Logger } from '../ports/logger.js';
import { type Activity, storableActivity } from './storable-activity.js';

export type { Activity };

/** Records activity without delaying the caller. */
export interface ActivityRecorder {
  /** Never fails and does not wait. Entries are written together, a moment later, in the order of the calls. */
  record(activity: Activity): void;
  /** Resolves when everything recorded so far was written or cannot be written now. */
  flush(): Promise<void>;
  /** Writes what is left. To be called before the store is closed; what comes later is lost. */
  close(): Promise<void>;
}

export interface ActivityRecorderOptions {
  readonly store: ActivityStore;
  readonly clock: Clock;
  /** Logs delayed and lost entries, never their contents. */
  readonly logger: Logger;
}

const delayMs = 200;
const retryMs = 1_000;
const batchSize = 500;
/** More than this cannot wait for a database that does not answer. */
const maxWaiting = 50_000;

/**
 * Returns a recorder that loses nothing on a clean shutdown, and on a crash at most the activity of the last
 * moment. While the store does not answer, up to 50,000 entries wait for it. An entry that the store
 * refuses is dropped, so that it does not block the others.
 */
export function createActivityRecorder(options: ActivityRecorderOptions): ActivityRecorder {
  const { store, clock, logger } = options;
  const waiting: ActivityEntry[] = [];
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<boolean> | undefined;
  let isClosed = false;
  /** The number of entries dropped since entries were last written. */
  let lost = 0;

  function schedule(ms: number): void {
    if (timer || isClosed) return;
    timer = setTimeout(() => {
      timer = undefined;
      void write();
    }, ms);
    timer.unref();
  }

  /** Whether nothing waits any more. */
  async function writeAll(): Promise<boolean> {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, batchSize);
      const settled = await append(batch);
      waiting.splice(0, settled);
      if (settled < batch.length) {
        schedule(retryMs);
        return false;
      }
      if (lost > 0) logger.error({ lost }, 'activity was lost: too much had to wait');
      lost = 0;
    }
    return true;
  }

  /** The number of leading entries of the batch that were written or dropped. */
  async function append(batch: readonly ActivityEntry[]): Promise<number> {
    const outcome = await tryAppend(batch);
    if (outcome !== 'refused') return outcome === 'written' ? batch.length : 0;
    // The store refuses something in the batch: what, shows when each goes by itself.
    for (const [index, entry] of batch.entries()) {
      const { id, action } = entry;
      const alone = await tryAppend([entry]);
      if (alone === 'unanswered') return index;
      if (alone === 'refused') logger.error({ id, action }, 'activity was lost: it is refused');
    }
    return batch.length;
  }

  async function tryAppend(
    entries: readonly ActivityEntry[],
  ): Promise<'written' | 'refused' | 'unanswered'> {
    try {
      await store.append(entries);
      return 'written';
    } catch (err) {
      logger.warn({ err, waiting: waiting.length }, 'activity could not be written down yet');
      return toPicardError(err).code === 'unavailable' ? 'unanswered' : 'refused';
    }
  }

  function write(): Promise<boolean> {
    writing ??= writeAll().finally(() => {
      writing = undefined;
    });
    return writing;
  }

  return {
    record(activity) {
      if (isClosed || waiting.length >= maxWaiting) {
        if (lost === 0) {
          const { action } = activity;
          logger.error({ action, isClosed }, 'activity is lost from here on');
        }
        lost += 1;
        return;
      }
      waiting.push({
        ...unknown,
        ...storableActivity(activity),
        id: randomUUID(),
        at: clock.now(),
      });
      schedule(delayMs);
    },
    async flush() {
      // What is being written may have been cut off before the last entries came.
      if ((await write()) && waiting.length > 0) await write();
    },
    async close() {
      await write();
      isClosed = true;
      clearTimeout(timer);
      if (!(await write())) logger.error({ lost: waiting.length }, 'activity was lost');
    },
  };
}

const unknown = {
  reason: undefined,
  userId: undefined,
  clientId: undefined,
  address: undefined,
  durationMs: undefined,
  details: undefined,
} as const;
