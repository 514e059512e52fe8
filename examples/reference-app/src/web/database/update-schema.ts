import { readdirSync } from 'node:fs';
import { parse } from 'node:path';
import type { PoolClient } from 'pg';
import { ownFolder } from '../package-files.js';
import type { Database } from './database.js';

/** Number of the advisory lock under which one instance migrates while the others wait. */
const lockNumber = 7_120_551_803_466;
const table = 'application_migrations';

/** The database was brought up to date by a later version of this application. Its message is for an operator. */
export class NewerSchemaError extends Error {
  override readonly name = 'NewerSchemaError';
}

/**
 * Brings the schema up to date with the files in `migrations`; answers the names of those it ran. Any number of instances
 * may do so at once. Where nothing is to be done, no lock is taken and no right to create is needed.
 *
 * @throws NewerSchemaError
 */
export async function updateSchema({ pool }: Pick<Database, 'pool'>): Promise<readonly string[]> {
  const folder = ownFolder('migrations');
  const known = readdirSync(folder).map((file) => parse(file).name);
  const client = await pool.connect();
  try {
    const applied = await appliedMigrations(client);
    const unknown = applied.filter((each) => !known.includes(each));
    if (unknown.length > 0) {
      throw new NewerSchemaError(
        `The application's database is newer than this version of the application: it has ${unknown.join(', ')}. Start a version that knows it.`,
      );
    }
    if (known.every((each) => applied.includes(each))) return [];
    return await run(client, folder);
  } finally {
    client.release();
  }
}

async function appliedMigrations(client: PoolClient): Promise<readonly string[]> {
  const { rows: tables } = await client.query('select 1 where to_regclass($1) is not null', [
    table,
  ]);
  if (tables.length === 0) return [];
  const { rows } = await client.query<{ name: string }>(`select name from ${table} order by id`);
  return rows.map(({ name }) => name);
}

async function run(client: PoolClient, folder: string): Promise<readonly string[]> {
  // Loaded only when there is something to do: most starts find the schema up to date.
  const { runner } = await import('node-pg-migrate');
  const ran = await runner({
    dbClient: client,
    direction: 'up',
    dir: folder,
    migrationsTable: table,
    lockValue: lockNumber,
    advisoryLockMode: 'wait',
    log: () => undefined,
  });
  return ran.map(({ name }) => name);
}
