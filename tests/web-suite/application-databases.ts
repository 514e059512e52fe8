import { PGlite } from '@electric-sql/pglite';
import { silentLogger } from '@picard-mcp/core/ports';
import type { Database } from '../../examples/reference-app/src/web/database/database.js';
import { embeddedPool } from '../../examples/reference-app/src/web/database/embedded-pool.js';
import { openDatabase } from '../../examples/reference-app/src/web/database/open-database.js';
import { updateSchema } from '../../examples/reference-app/src/web/database/update-schema.js';
import { createOwnDatabase } from '../journey/own-database.js';
import { applicationTemplate } from './application-template.js';

const serverUrl = process.env.PICARD_TEST_DATABASE_URL;

/** The application's database as it is at first, of each kind that there is here. */
export const applicationDatabases: readonly {
  readonly name: string;
  open(): Promise<Database>;
}[] = [
  { name: 'PGlite', open: openInMemory },
  ...(serverUrl ? [{ name: 'PostgreSQL', open: () => openOnServer(serverUrl) }] : []),
];

/** The embedded database of one installation, with the application's schema and nothing in it. */
export async function openInMemory(): Promise<Database> {
  const pglite = await PGlite.create({ loadDataDir: await applicationTemplate.dump() });
  const pool = embeddedPool(pglite);
  return {
    pool,
    async close() {
      await pool.end();
      await pglite.close();
    },
  };
}

/** Databases that `lendInMemory` got back. */
const returned: Database[] = [];

/**
 * An embedded database with nothing in it, which an earlier installation of this process may have used: starting
 * the engine takes most of the time that starting an installation takes. Closing it gives it back.
 */
export async function lendInMemory(): Promise<Database> {
  const database = returned.pop() ?? (await openInMemory());
  await empty(database);
  return {
    pool: database.pool,
    async close() {
      returned.push(database);
    },
  };
}

/** Leaves what migrations wrote. */
async function empty({ pool }: Database): Promise<void> {
  const { rows } = await pool.query<{ names: string }>(
    `select string_agg(quote_ident(relname), ', ') as names from pg_class
     where relkind = 'r' and relnamespace = current_schema()::regnamespace
       and relname <> 'realm' and relname not like '%\\_migrations'`,
  );
  await pool.query(`truncate ${rows[0]?.names} restart identity`);
}

async function openOnServer(url: string): Promise<Database> {
  const own = await createOwnDatabase(url);
  const database = openDatabase(own.url, silentLogger);
  await updateSchema(database);
  return {
    ...database,
    async close() {
      await database.close();
      await own.drop();
    },
  };
}
