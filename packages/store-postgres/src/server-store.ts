import { postgresChangeFeed } from './changes/postgres-change-feed.js';
import type { Database } from './database/database.js';
import { connectionConfig, openPostgres, type PostgresOptions } from './database/open-postgres.js';
import { storeOn } from './store-on.js';
import type { PostgresStore } from './store-options.js';

/** A store on a server whose schema is up to date. Connects when it is first asked. */
export function openServerStore(options: PostgresOptions): {
  readonly store: PostgresStore;
  readonly database: Database;
} {
  const { logger } = options;
  const database = openPostgres(options);
  const changes = postgresChangeFeed({ database, connection: connectionConfig(options), logger });
  return { store: storeOn(database, changes), database };
}
