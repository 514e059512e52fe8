import type { PostgresStore } from '@picard-mcp/store-postgres';
import { openStore } from '../serving/open-store.js';
import type { OperatorContext } from './operator-context.js';

/**
 * Opens the database for one piece of work and closes it afterwards.
 *
 * @throws PicardError, in addition to what the work throws, `unavailable` if the database does not respond, or is the
 *   embedded one and a server has it open.
 */
export async function withStore<Value>(
  { configuration, logger }: OperatorContext,
  work: (store: PostgresStore) => Promise<Value>,
): Promise<Value> {
  const store = await openStore(configuration, logger);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
