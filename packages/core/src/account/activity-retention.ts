import type { ActivityStore } from '../ports/activity-store.js';
import type { Clock } from '../ports/clock.js';
import type { Logger } from '../ports/logger.js';

export interface ActivityRetentionOptions {
  readonly store: ActivityStore;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Entries older than so many days are removed. */
  readonly days: number;
}

const dayMs = 24 * 3600_000;
const intervalMs = 3600_000;
/** So many rows are gone in a moment, and nobody waits for their locks. */
const batch = 1_000;

/**
 * Removes what is older than it may become, now and once an hour, in statements that each take little. Answers how
 * to stop: after the statement that is under way.
 */
export function startActivityRetention(options: ActivityRetentionOptions): () => Promise<void> {
  const { store, clock, logger, days } = options;
  let isStopping = false;

  async function removeOld(): Promise<void> {
    const before = new Date(clock.now().getTime() - days * dayMs);
    let removed = 0;
    try {
      for (;;) {
        const count = await store.removeBefore(before, batch);
        removed += count;
        if (count < batch || isStopping) break;
      }
    } catch (err) {
      logger.warn({ err }, 'old activity could not be removed yet');
    }
    if (removed > 0) logger.info({ removed, days }, 'removed old activity');
  }

  let running: Promise<void> | undefined;
  const run = (): void => {
    running ??= removeOld().finally(() => {
      running = undefined;
    });
  };
  const timer = setInterval(run, intervalMs).unref();
  run();
  return async () => {
    isStopping = true;
    clearInterval(timer);
    await running;
  };
}
