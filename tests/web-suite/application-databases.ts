import { silentLogger } from '@picard-mcp/core';
import type { Database } from '../../examples/reference-app/src/web/database/database.js';
import {
  openDatabase,
  openEmbeddedDatabase,
} from '../../examples/reference-app/src/web/database/open-database.js';
import { updateSchema } from '../../examples/reference-app/src/web/database/update-schema.js';
import { createOwnDatabase } from '../journey/own-database.js';

const serverUrl = process.env.PICARD_TEST_DATABASE_URL;

/** The application's database as it is at first, of each kind that there is here. */
export const applicationDatabases: readonly {
  readonly name: string;
  open(): Promise<Database>;
}[] = [
  { name: 'PGlite', open: async () => migrated(await openEmbeddedDatabase()) },
  ...(serverUrl ? [{ name: 'PostgreSQL', open: () => openOnServer(serverUrl) }] : []),
];

async function openOnServer(url: string): Promise<Database> {
  const own = await createOwnDatabase(url);
  const database = openDatabase(own.url, silentLogger);
  return migrated({
    ...database,
    async close() {
      await database.close();
      await own.drop();
    },
  });
}

async function migrated(database: Database): Promise<Database> {
  await updateSchema(database);
  return database;
}
