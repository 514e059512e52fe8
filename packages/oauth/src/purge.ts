import type { AuthorizationContext } from './context.js';

const intervalMs = 15 * 60_000;

/** Removes expired data periodically. Returns a function that stops it. */
export function startPurging({
  store,
  clock,
  logger,
}: Pick<AuthorizationContext, 'store' | 'clock' | 'logger'>): () => Promise<void> {
  let purging: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    purging = store.purge(clock.now()).catch((err: unknown) => {
      logger.warn({ err }, 'what has expired could not be removed');
    });
  }, intervalMs);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await purging;
  };
}
