import { ownFolder } from '../package-files.js';
import type { Database } from './database.js';

/** Number of the advisory lock under which one instance migrates while the others wait. */
const lockNumber = 7_120_551_803_466;

/** Brings the schema up to date with the files in `migrations`; answers the names of those it ran. */
export async function updateSchema({ pool }: Pick<Database, 'pool'>): Promise<readonly string[]> {
  const { runner } = await import('node-pg-migrate');
  const client = await pool.connect();
  try {
    const ran = await runner({
      dbClient: client,
      direction: 'up',
      dir: ownFolder('migrations'),
      migrationsTable: 'application_migrations',
      lockValue: lockNumber,
      advisoryLockMode: 'wait',
      log: () => undefined,
    });
    return ran.map(({ name }) => name);
  } finally {
    client.release();
  }
}
