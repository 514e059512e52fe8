import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createPgConfig } from '@electric-sql/pglite/node-postgres';
import { silentLogger } from '@picard-mcp/core/ports';
import pg from 'pg';
import { lockFolder } from './database/folder-lock.js';
import { startPglite } from './database/open-pglite.js';
import { type DatabaseReport, readReport } from './migrations/read-report.js';
import type { EmbeddedOptions } from './store-options.js';

/** Inspects the embedded database in a data folder. Returns `undefined` if there is none yet. */
export async function inspectFolder({
  dataDir,
  logger = silentLogger,
}: EmbeddedOptions): Promise<DatabaseReport | undefined> {
  const folder = join(dataDir, 'database');
  if (!existsSync(folder)) return undefined;
  const lock = await lockFolder(dataDir, logger);
  try {
    const pglite = await startPglite({ folder });
    const client = new pg.Client({ ...createPgConfig(pglite) });
    try {
      await client.connect();
      return await readReport(client, 'pglite');
    } finally {
      await client.end();
      await pglite.close();
    }
  } finally {
    lock.release();
  }
}
