import { PicardError } from '@picard-mcp/core';
import type { DataKeyStore, Logger } from '@picard-mcp/core/ports';
import {
  type PostgresKeyStore,
  type PostgresStore,
  postgresKeyStore,
  postgresStore,
} from '@picard-mcp/store-postgres';
import type { Configuration } from '../configuration/configuration.js';

type Databases = Pick<Configuration, 'databaseUrl' | 'keysDatabaseUrl' | 'dataDir'>;

/** The options of `postgresStore` and `migrate` that specify the database. */
export function databaseOptions({ databaseUrl, dataDir }: Databases, logger: Logger) {
  return databaseUrl === undefined
    ? { dataDir, logger }
    : { connectionString: databaseUrl, logger };
}

/**
 * Opens the database, and the one of the data keys where that is another.
 *
 * @throws PicardError `internal` when keys lie with the memories and are looked for elsewhere: new ones would be
 *   made for their users, and what the old ones sealed could not be read.
 */
export async function openStore(databases: Databases, logger: Logger): Promise<PostgresStore> {
  const store = await postgresStore(databaseOptions(databases, logger));
  const { keysDatabaseUrl } = databases;
  if (keysDatabaseUrl === undefined) return store;
  try {
    await assertEmpty(store.dataKeys);
    return withDataKeysOf(await openKeyStore(keysDatabaseUrl, logger), store);
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** Opens the database of the data keys alone. */
export function openKeyStore(connectionString: string, logger: Logger): Promise<PostgresKeyStore> {
  return postgresKeyStore({ connectionString, logger });
}

async function assertEmpty(dataKeys: DataKeyStore): Promise<void> {
  // No key of a ring has this name: every data key is wrapped by another one.
  const [left] = await dataKeys.listOutdated({ currentKeyId: '', after: undefined, limit: 1 });
  if (left === undefined) return;
  throw new PicardError(
    'internal',
    'PICARD_KEYS_DATABASE_URL is set, but the data keys are still in the database of the memories. It must name another database. Stop every server, then run "npm run picard -- move-keys".',
  );
}

function withDataKeysOf(keys: PostgresKeyStore, store: PostgresStore): PostgresStore {
  return {
    ...store,
    dataKeys: keys,
    async ping() {
      await Promise.all([store.ping(), keys.ping()]);
    },
    async close() {
      await Promise.all([store.close(), keys.close()]);
    },
  };
}
