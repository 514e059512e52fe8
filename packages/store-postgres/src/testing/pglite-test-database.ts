import { randomUUID } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { PicardError, silentLogger } from '@picard-mcp/core';
import { localChangeFeed } from '../changes/local-change-feed.js';
import { pgliteDatabase, startPglite } from '../database/open-pglite.js';
import { migratePglite } from '../migrations/migrate-pglite.js';
import { storeOn } from '../store-on.js';
import { emptyAllTables } from './empty-all-tables.js';
import { schemaHash } from './schema-hash.js';
import type { TestDatabase } from './test-store.js';

/** Started and emptied databases: starting one takes seconds. */
const spare: PGlite[] = [];

/** Embedded databases in memory. */
export const pgliteTestDatabase: TestDatabase = {
  name: 'PGlite',
  kind: 'pglite',
  skipReason: undefined,
  async open() {
    const pglite = spare.pop() ?? (await startFromTemplate());
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

/** Ends the embedded databases that were opened, so that they do not keep the process alive. */
export async function closePgliteTestDatabases(): Promise<void> {
  await Promise.all(spare.splice(0).map((pglite) => pglite.close()));
}

/** A new database from a dump that the first process to need it leaves for all that follow. */
async function startFromTemplate(): Promise<PGlite> {
  const file = join(tmpdir(), `picard-test-${schemaHash('pglite')}.tar`);
  const dump = await readFile(file).catch(() => undefined);
  if (dump) return startPglite({ dump: new Blob([dump]) });

  const pglite = await startPglite({});
  await migratePglite(pglite, silentLogger);
  const template = await pglite.dumpDataDir('none');
  const unfinished = `${file}.${randomUUID()}`;
  await writeFile(unfinished, template.stream());
  await rename(unfinished, file);
  return pglite;
}

async function empty(pglite: PGlite): Promise<void> {
  await pglite.exec(emptyAllTables);
  await pglite.exec('discard all');
}
