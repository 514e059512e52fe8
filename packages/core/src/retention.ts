import type { Logger } from './ports/logger.js';

export interface RetentionOptions {
  /** What is removed, for logs: "old activity". */
  readonly what: string;
  /** Removes at most `limit` rows that are over. Returns how many it removed. */
  readonly remove: (limit: number) => Promise<number>;
  readonly logger: Logger;
}

const intervalMs = 3600_000;
/** So many rows are gone in a moment, and nobody waits for their locks. */
const batch = 1_000;

/**
 * Removes what is over, now and once an hour, in statements that each take little. Returns how to stop: after the
 * statement that is under way.
 */
export function startRetention({ what, remove, logger }: RetentionOptions): () => Promise<void> {
  let isStopping = false;

  async function removeAll(): Promise<void> {
    let removed = 0;
    try {
      for (;;) {
        const count = await remove(batch);
        removed += count;
        if (count < batch || isStopping) break;
      }
    } catch (err) {
      logger.warn({ err }, `${what} could not be removed yet`);
    }
    if (removed > 0) logger.info({ removed }, `removed ${what}`);
  }

  let running: Promise<void> | undefined;
  const run = (): void => {
    running ??= removeAll().finally(() => {
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
