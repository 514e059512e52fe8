import type { QueryResultRow } from 'pg';
import type { Database } from '../database/database.js';
import type { PostgresStore } from '../store-options.js';

/** A store in an empty database of its own. */
export interface TestStore extends PostgresStore {
  /** The connection layer under the store. */
  readonly database: Database;
  /** Absent for the embedded database. */
  readonly connectionString: string | undefined;
  /** Runs SQL beside the store. */
  sql<Row extends QueryResultRow = QueryResultRow>(
    text: string,
    values?: readonly unknown[],
  ): Promise<readonly Row[]>;
  /**
   * Another instance on the same database, as another server process would have; closed with this
   * store.
   * @throws PicardError `internal` on the embedded database, which serves one instance.
   */
  another(options?: TestStoreOptions): Promise<PostgresStore>;
  /** Closes the store and whatever `another` opened, then removes the database. */
  close(): Promise<void>;
}

export interface TestStoreOptions {
  /** Another way to the same server or database, through a proxy. */
  readonly connectionString?: string;
  readonly poolSize?: number;
  readonly connectTimeoutMs?: number;
  readonly statementTimeoutMs?: number;
}

/** A kind of database that tests run on. */
export interface TestDatabase {
  readonly name: string;
  readonly kind: Database['kind'];
  /** Why it cannot be had here; `open` rejects then. */
  readonly skipReason: string | undefined;
  open(options?: TestStoreOptions): Promise<TestStore>;
}
