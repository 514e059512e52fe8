import { type DataKeyStore, silentLogger } from '@picard-mcp/core/ports';
import { dataKeyStore } from '../data-keys/data-key-store.js';
import { openPostgres } from '../database/open-postgres.js';
import { migrateServer } from '../migrations/migrate-server.js';
import type { Schema } from '../migrations/update-schema.js';
import type { ServerOptions } from '../store-options.js';
import { keyMigrations } from './key-migrations.js';

/** The users' wrapped data keys in a database of their own. */
export interface PostgresKeyStore extends DataKeyStore {
  /** Resolves when the database responds. */
  ping(): Promise<void>;
  /** Waits for pending work, then releases all resources. */
  close(): Promise<void>;
}

const schema: Schema = {
  migrations: keyMigrations,
  table: 'picard_key_migrations',
  lockNumber: 5_309_206_117_298,
  hasVectors: false,
};

/**
 * Opens a key store apart from the memories, with backups of its own, so that erasing a user also reaches
 * the memories' older backups. It makes two small tables and needs no pgvector.
 *
 * @throws PicardError as `postgresStore` does.
 */
export async function postgresKeyStore(options: ServerOptions): Promise<PostgresKeyStore> {
  const server = {
    connectionString: options.connectionString,
    poolSize: options.poolSize ?? 4,
    connectTimeoutMs: options.connectTimeoutMs ?? 5_000,
    statementTimeoutMs: options.statementTimeoutMs ?? 30_000,
    logger: options.logger ?? silentLogger,
  };
  await migrateServer({ ...server, schema });
  const database = openPostgres(server);
  return {
    ...dataKeyStore(database),
    ping: () => database.ping(),
    close: () => database.close(),
  };
}
