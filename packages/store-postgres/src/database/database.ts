import type { QueryResultRow } from 'pg';

/** One SQL statement with its parameters. */
export interface Statement {
  /**
   * Name under which each connection prepares the statement once. One name stands for one text:
   * give a name to hot statements whose text never varies.
   */
  readonly name?: string;
  readonly text: string;
  /** A `Buffer` travels as a binary parameter, everything else as text. */
  readonly values?: readonly unknown[];
}

/** What a statement gave back. */
export interface Rows<Row> {
  readonly rows: readonly Row[];
  /** Rows returned, or changed by a statement that returns none. */
  readonly rowCount: number;
}

/** Where statements can be run: on any connection, or inside one transaction. */
export interface Queryable {
  /** @throws PicardError `unavailable`, `conflict` or `internal`; see `fromDriverError`. */
  query<Row extends QueryResultRow = QueryResultRow>(statement: Statement): Promise<Rows<Row>>;
}

/** PostgreSQL, as the stores of this package use it. */
export interface Database extends Queryable {
  /** PGlite has one connection, no HNSW index worth building, and no second process. */
  readonly kind: 'postgres' | 'pglite';
  /**
   * Runs `work` in one transaction on one connection: committed when it resolves, rolled back when
   * it rejects. After a deadlock or a serialization failure `work` is run again, so it must do
   * nothing but query `transaction`; a query of the `Database` itself would wait for a second
   * connection.
   */
  transaction<Value>(work: (transaction: Queryable) => Promise<Value>): Promise<Value>;
  /** Resolves when the database responds. */
  ping(): Promise<void>;
  /** Rejects new work, waits for pending work, then releases every connection. */
  close(): Promise<void>;
}
