import type { ActivityStore } from '../ports/activity-store.js';
import type { Clock } from '../ports/clock.js';
import type { Logger } from '../ports/logger.js';
import { startRetention } from '../retention.js';

export interface ActivityRetentionOptions {
  readonly store: ActivityStore;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Entries older than so many days are removed. */
  readonly days: number;
}

const dayMs = 24 * 3600_000;

/** Removes activity that is older than it may become. See `startRetention`. */
export function startActivityRetention(options: ActivityRetentionOptions): () => Promise<void> {
  const { store, clock, logger, days } = options;
  return startRetention({
    what: 'old activity',
    remove: (limit) => store.removeBefore(new Date(clock.now().getTime() - days * dayMs), limit),
    logger,
  });
}
