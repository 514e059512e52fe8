import type { PGlite } from '@electric-sql/pglite';
import { createPgConfig } from '@electric-sql/pglite/node-postgres';
import { Pool } from 'pg';

/** A query waits for all queries before it, because there is one connection. */
const queueMs = 60_000;

/**
 * The pool of an embedded database. A query that fails, as for a name that is taken, leaves the one connection open: the
 * driver's own `pool.query` would close it, and what is under way in it would fail, or end the process.
 */
export function embeddedPool(pglite: PGlite): Pool {
  const pool = new Pool({
    ...createPgConfig(pglite),
    max: 1,
    idleTimeoutMillis: 0,
    connectionTimeoutMillis: queueMs,
  });
  const query = async (statement: string, values?: unknown[]) => {
    const client = await pool.connect();
    try {
      return await client.query(statement, values);
    } finally {
      client.release();
    }
  };
  return Object.assign(pool, { query: query as Pool['query'] });
}
