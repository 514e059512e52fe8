import type { Context } from '../../../context.js';
import { deletionStore } from './deletion-store.js';

const everyMs = 5 * 60_000;

/** Forgets the copies of deleted memories when their time is over, whether or not somebody visits. Answers how to stop. */
export function purgeDeletions(context: Context): () => void {
  const { database, sealer, now, logger } = context;
  const store = deletionStore(database.pool, sealer);
  const timer = setInterval(() => {
    store.purge(now()).catch((err: unknown) => {
      logger.warn({ err }, 'copies of deleted memories could not be removed; it is tried again');
    });
  }, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
