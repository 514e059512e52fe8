/**
 * The public surface of Picard's stores on PostgreSQL: what is not named here may change at any
 * time.
 */

export { type FolderLock, lockFolder } from './database/folder-lock.js';
export { type DatabaseReport, inspectDatabase } from './inspect-database.js';
export { type PostgresKeyStore, postgresKeyStore } from './key-store/postgres-key-store.js';
export { migrate, postgresStore } from './postgres-store.js';
export type {
  EmbeddedOptions,
  PostgresStore,
  PostgresStoreOptions,
  ServerOptions,
} from './store-options.js';
