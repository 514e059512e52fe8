/**
 * The public surface of Picard's stores on PostgreSQL: what is not named here may change at any
 * time.
 */
export { migrate, postgresStore } from './postgres-store.js';
export type {
  EmbeddedOptions,
  PostgresStore,
  PostgresStoreOptions,
  ServerOptions,
} from './store-options.js';
