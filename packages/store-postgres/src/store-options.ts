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
  /** Connections of this instance at most, besides one that listens for changes. Default 10. */
  readonly poolSize?: number;
  /**
   * How long a call waits for a connection, a free one or a new one, before it fails as
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

/** Everything that Picard keeps, and what its authorization server does. Closed as one. */
export interface PostgresStore extends Store {
  readonly authorization: AuthorizationStore;
}
