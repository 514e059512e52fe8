import type { PGlite } from '@electric-sql/pglite';
import { PicardError } from '@picard-mcp/core';
import { silentLogger } from '@picard-mcp/core/ports';
import { localChangeFeed } from '../changes/local-change-feed.js';
import { pgliteDatabase, startPglite } from '../database/open-pglite.js';
import { storeOn } from '../store-on.js';
import { emptyAllTables } from './empty-all-tables.js';
import { pgliteTemplate } from './pglite-template.js';
import type { TestDatabase } from './test-store.js';

/** Started and emptied databases, for as long as the process lives: starting one takes seconds. */
const spare: PGlite[] = [];

/** Embedded databases in memory. */
export const pgliteTestDatabase: TestDatabase = {
  name: 'PGlite',
  kind: 'pglite',
  skipReason: undefined,
  async open() {
    const pglite = spare.pop() ?? (await startPglite({ dump: await pgliteTemplate.dump() }));
    const release = async () => {
      await empty(pglite);
      spare.push(pglite);
    };
    const database = pgliteDatabase(pglite, { logger: silentLogger, release });
    return {
      ...storeOn(database, localChangeFeed(silentLogger)),
      database,
      connectionString: undefined,
      async sql<Row>(text: string, values: readonly unknown[] = []) {
        const { rows } = await database.query({ text, values });
        return rows as readonly Row[];
      },
      async another() {
        throw new PicardError('internal', 'The embedded database serves one instance.');
      },
    };
  },
};

async function empty(pglite: PGlite): Promise<void> {
  await pglite.exec(emptyAllTables);
  await pglite.exec('discard all');
}
