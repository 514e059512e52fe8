import type { Logger } from '@picard-mcp/core';
import { type PostgresStore, postgresStore } from '@picard-mcp/store-postgres';
import type { Configuration } from '../configuration.js';

type Databases = Pick<Configuration, 'databaseUrl' | 'keysDatabaseUrl' | 'dataDir'>;

/** What `postgresStore` and `migrate` are told about where the memories lie. */
export function databaseOptions({ databaseUrl, dataDir }: Databases, logger: Logger) {
  return databaseUrl === undefined
    ? { dataDir, logger }
    : { connectionString: databaseUrl, logger };
}

/** Opens the database, and the one of the data keys where that is another. */
export async function openStore(databases: Databases, logger: Logger): Promise<PostgresStore> {
  const store = await postgresStore(databaseOptions(databases, logger));
  const { keysDatabaseUrl } = databases;
  if (keysDatabaseUrl === undefined) return store;
  try {
    const keys = await postgresStore({ connectionString: keysDatabaseUrl, poolSize: 2, logger });
    return withDataKeysOf(keys, store);
  } catch (error) {
    await store.close();
    throw error;
  }
}

function withDataKeysOf(keys: PostgresStore, store: PostgresStore): PostgresStore {
  return {
    ...store,
    dataKeys: keys.dataKeys,
    async ping() {
      await Promise.all([store.ping(), keys.ping()]);
    },
    async close() {
      await Promise.all([store.close(), keys.close()]);
    },
  };
}
