import { PicardError } from '@picard-mcp/core';
import type { Pool, QueryConfig, QueryResultRow } from 'pg';
import type { Database, Queryable, Rows, Statement } from './database.js';
import { breaksConnection, fromDriverError } from './driver-error.js';

/** Where connections come from. */
export interface ConnectionSource {
  readonly kind: Database['kind'];
  readonly pool: Pool;
}

/** One connection of a pool, lent for as long as a piece of work lasts. */
export interface PoolConnection extends Queryable {
  /** Ends the current transaction, or discards the connection if it cannot be ended. */
  rollback(): Promise<void>;
  /**
   * @throws PicardError `internal` when the server rolled back instead, because a statement had
   *   failed.
   */
  commit(): Promise<void>;
}

/** A statement as the driver takes it, with its own limit of time where it needs one. */
export interface TimedStatement extends Statement {
  readonly query_timeout?: number;
}

/**
 * Lends a connection to `work`. It goes back to the pool, unless an error showed that it is of no
 * more use; what `work` left running on it is refused from then on.
 */
export async function withConnection<Value>(
  { pool, kind }: ConnectionSource,
  work: (connection: PoolConnection) => Promise<Value>,
): Promise<Value> {
  const client = await pool.connect().catch((error: unknown) => {
    throw fromDriverError(error);
  });
  let broken = false;
  let returned = false;

  async function run<Row extends QueryResultRow>(statement: TimedStatement) {
    if (returned) {
      throw new PicardError('internal', 'A query came after the end of its transaction.');
    }
    try {
      return await client.query<Row>(statement as QueryConfig);
    } catch (error) {
      // PGlite has one session for its whole life: giving it up would leave its transaction open.
      broken ||= kind === 'postgres' && breaksConnection(error);
      throw fromDriverError(error);
    }
  }

  const connection: PoolConnection = {
    async query<Row extends QueryResultRow>(statement: Statement): Promise<Rows<Row>> {
      const { rows, rowCount } = await run<Row>(statement);
      return { rows, rowCount: rowCount ?? 0 };
    },
    async commit() {
      const { command } = await run({ text: 'commit' });
      if (command === 'COMMIT') return;
      throw new PicardError('internal', 'A transaction that had failed was to be committed.');
    },
    async rollback() {
      if (broken) return;
      await run({ text: 'rollback' }).catch(() => {
        broken = true;
      });
    },
  };

  try {
    return await work(connection);
  } finally {
    returned = true;
    client.release(broken);
  }
}
