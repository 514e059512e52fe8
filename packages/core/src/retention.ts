import type { Logger } from './ports/logger.js';

export interface RetentionOptions {
  /** What is removed, for logs: "old activity". */
  readonly what: string;
  /** Removes at most `limit` expired rows. Returns the number removed. */
  readonly remove: (limit: number) => Promise<number>;
  readonly logger: Logger;
}

const intervalMs = 3600_000;
/** Small enough that a statement takes milliseconds and does not block others on its locks. */
const batch = 1_000;

/**
 * Removes expired rows, now and once an hour, in short statements. Returns a function that stops it after the
 * current statement.
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

const dayMs = 24 * intervalMs;

/** The time `days` days before `now`. */
export function daysBefore(now: Date, days: number): Date {
  return new Date(now.getTime() - days * dayMs);
}
