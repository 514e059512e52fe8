import { PGlite } from '@electric-sql/pglite';
import { Pool } from 'pg';
import type { WebLogger } from '../logger.js';
import type { Database } from './database.js';
import { embeddedPool } from './embedded-pool.js';

const waitMs = 10_000;
const statementMs = 15_000;

/** Connects to a PostgreSQL server. Nothing is sent before the first query. */
export function openDatabase(connectionString: string, logger: WebLogger): Database {
  const pool = new Pool({
    connectionString,
    application_name: 'picard-reference-app',
    connectionTimeoutMillis: waitMs,
    statement_timeout: statementMs,
    max: 10,
  });
  // A connection that breaks while nobody uses it is replaced by the next query.
  pool.on('error', (err) => logger.warn({ err }, 'a database connection was lost'));
  // One that breaks between the queries of a transaction fails the next of them; unheard, it would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return { pool, close: () => pool.end() };
}

/**
 * Opens PostgreSQL within this process. The folder must belong to this process alone.
 *
 * @param folder absent: in memory.
 */
export async function openEmbeddedDatabase(folder?: string): Promise<Database> {
  const pglite = await PGlite.create(folder === undefined ? {} : { dataDir: folder });
  const pool = embeddedPool(pglite);
  return {
    pool,
    async close() {
      await pool.end();
      await pglite.close();
    },
  };
}
