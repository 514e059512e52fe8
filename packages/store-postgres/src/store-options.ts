import type { Logger, Store } from '@picard-mcp/core/ports';
import type { AuthorizationStore } from '@picard-mcp/oauth/ports';

/**
 * A PostgreSQL server, version 15 or later with pgvector 0.8 or later. Shared by any number of
 * instances.
 */
export interface ServerOptions {
  /** As libpq has it: `postgres://user:password@host:port/database?sslmode=…`. */
  readonly connectionString: string;
  readonly dataDir?: undefined;
  /** Maximum number of connections of this instance, in addition to one that listens for changes. Default 10. */
  readonly poolSize?: number;
  /**
   * The time that a call waits for a connection, free or new, before it fails with
   * `unavailable`. Default 5000.
   */
  readonly connectTimeoutMs?: number;
  /**
   * After how long the server gives a statement up. A server that does not even do that is given up
   * 5 seconds later. 0 sets no limit. Default 30000.
   */
  readonly statementTimeoutMs?: number;
  /** Default: no logging. */
  readonly logger?: Logger;
}

/** The embedded database, PGlite, for one process. */
export interface EmbeddedOptions {
  /** The database lies in the folder `database` in here; created where it is missing. */
  readonly dataDir: string;
  readonly connectionString?: undefined;
  /** Default: no logging. */
  readonly logger?: Logger;
}

export type PostgresStoreOptions = ServerOptions | EmbeddedOptions;

/** The stores of Picard and of its authorization server. Closed together. */
export interface PostgresStore extends Store {
  readonly authorization: AuthorizationStore;
}
