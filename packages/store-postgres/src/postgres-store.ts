import { type Logger, silentLogger } from '@picard-mcp/core/ports';
import { localChangeFeed } from './changes/local-change-feed.js';
import { migrateServer } from './migrations/migrate-server.js';
import type { OpenFolder } from './open-folder.js';
import { openServerStore } from './server-store.js';
import { storeOn } from './store-on.js';
import type { PostgresStore, PostgresStoreOptions, ServerOptions } from './store-options.js';

/**
 * Opens the store, in a PostgreSQL server or in an embedded database, and brings
 * its schema up to date.
 *
 * @throws PicardError `unavailable` when the server does not answer, or another process uses the
 *   data folder; `internal` when the database cannot serve Picard; `invalid_input` when the
 *   connection string cannot be read. The message is one line for an operator.
 */
export async function postgresStore(options: PostgresStoreOptions): Promise<PostgresStore> {
  const logger = options.logger ?? silentLogger;
  if (options.dataDir !== undefined) {
    const { database } = await openEmbedded(options.dataDir, logger);
    return storeOn(database, localChangeFeed(logger));
  }
  const server = withDefaults(options);
  await migrateServer(server);
  return openServerStore(server).store;
}

/**
 * Updates the schema without serving. Returns the names of the migrations that it ran.
 * Opening a store does the same.
 * @throws PicardError as `postgresStore` does.
 */
export async function migrate(options: PostgresStoreOptions): Promise<readonly string[]> {
  const logger = options.logger ?? silentLogger;
  if (options.dataDir === undefined) return migrateServer(withDefaults(options));
  const { database, ran } = await openEmbedded(options.dataDir, logger);
  await database.close();
  return ran;
}

/** PGlite is loaded only here: a host with a PostgreSQL server never pays for it. */
async function openEmbedded(dataDir: string, logger: Logger): Promise<OpenFolder> {
  const { openFolder } = await import('./open-folder.js');
  return openFolder(dataDir, logger);
}

function withDefaults(options: ServerOptions) {
  return {
    connectionString: options.connectionString,
    poolSize: options.poolSize ?? 10,
    connectTimeoutMs: options.connectTimeoutMs ?? 5_000,
    statementTimeoutMs: options.statementTimeoutMs ?? 30_000,
    logger: options.logger ?? silentLogger,
  };
}
