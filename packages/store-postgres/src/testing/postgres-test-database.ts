import { PicardError } from '@picard-mcp/core';
import { silentLogger } from '@picard-mcp/core/ports';
import { openServerStore } from '../server-store.js';
import type { PostgresStore } from '../store-options.js';
import {
  createFromTemplate,
  dropDatabase,
  type Emptier,
  openEmptier,
} from './template-database.js';
import type { TestDatabase, TestStoreOptions } from './test-store.js';

const variable = 'PICARD_TEST_DATABASE_URL';

interface SpareDatabase {
  readonly connectionString: string;
  readonly emptier: Emptier;
}

/** Emptied databases: creating and dropping one takes longer than most tests. */
const spare: SpareDatabase[] = [];

/** Drops the databases that tests of this process used. */
export async function dropPostgresTestDatabases(): Promise<void> {
  await Promise.all(
    spare.splice(0).map(async ({ connectionString, emptier }) => {
      await emptier.end();
      await dropDatabase(connectionString);
    }),
  );
}

async function createSpare(server: string): Promise<SpareDatabase> {
  const connectionString = await createFromTemplate(server);
  return { connectionString, emptier: openEmptier(connectionString) };
}

/** Databases of their own on the PostgreSQL server that `PICARD_TEST_DATABASE_URL` names. */
export const postgresTestDatabase: TestDatabase = {
  name: 'PostgreSQL',
  kind: 'postgres',
  get skipReason() {
    return process.env[variable] ? undefined : `${variable} is not set`;
  },
  async open(options = {}) {
    const server = process.env[variable];
    if (!server) throw new PicardError('internal', `${variable} is not set.`);
    const ownDatabase = spare.pop() ?? (await createSpare(server));
    const { connectionString, emptier } = ownDatabase;
    const opened: PostgresStore[] = [];

    function instance(instanceOptions: TestStoreOptions) {
      const { store, database } = openServerStore({
        connectionString,
        poolSize: 10,
        connectTimeoutMs: 5_000,
        statementTimeoutMs: 30_000,
        logger: silentLogger,
        ...instanceOptions,
      });
      opened.push(store);
      return { store, database };
    }

    const { store, database } = instance(options);
    return {
      ...store,
      database,
      connectionString,
      async sql<Row>(text: string, values: readonly unknown[] = []) {
        const { rows } = await database.query({ text, values });
        return rows as readonly Row[];
      },
      another: async (anotherOptions = {}) => instance(anotherOptions).store,
      async close() {
        await Promise.all(opened.map((each) => each.close()));
        await emptier.empty();
        spare.push(ownDatabase);
      },
    };
  },
};
