import type { Clock } from './ports/clock.js';
import type { Logger } from './ports/logger.js';

export interface RetentionOptions {
  /** What is removed, for the log. */
  readonly what: string;
  /** Removes at most `limit` of what is from before that time. Returns how many. */
  readonly remove: (before: Date, limit: number) => Promise<number>;
  /** What is older than so many days is removed. */
  readonly days: number;
  readonly clock: Clock;
  readonly logger: Logger;
}

const dayMs = 24 * 3600_000;
const intervalMs = 3600_000;
/** So many rows are gone in a moment, and nobody waits for their locks. */
const batch = 1_000;

/**
 * Removes what is older than it may become, now and once an hour, in statements that each take little. Returns how
 * to stop: after the statement that is under way.
 */
export function startRetention(options: RetentionOptions): () => Promise<void> {
  const { what, remove, days, clock, logger } = options;
  let isStopping = false;

  async function removeOld(): Promise<void> {
    const before = new Date(clock.now().getTime() - days * dayMs);
    let removed = 0;
    try {
      for (;;) {
        const count = await remove(before, batch);
        removed += count;
        if (count < batch || isStopping) break;
      }
    } catch (err) {
      logger.warn({ err }, `old ${what} could not be removed yet`);
    }
    if (removed > 0) logger.info({ removed, days }, `removed old ${what}`);
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
