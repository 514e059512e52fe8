import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createPgConfig } from '@electric-sql/pglite/node-postgres';
import { silentLogger } from '@picard-mcp/core/ports';
import pg from 'pg';
import { lockFolder } from './database/folder-lock.js';
import { startPglite } from './database/open-pglite.js';
import { withServerClient } from './migrations/migrate-server.js';
import { type DatabaseReport, readReport } from './migrations/read-report.js';
import type { EmbeddedOptions, PostgresStoreOptions } from './store-options.js';

export type { DatabaseReport };

/**
 * Looks at a database without changing it: what it is, what it lacks, and which migrations it has. `undefined` for
 * an embedded one that nobody has made yet.
 *
 * @throws PicardError `unavailable` when the server does not answer, or another process uses the data folder;
 *   `internal` when it cannot be opened; `invalid_input` when the connection string cannot be read.
 */
export async function inspectDatabase(
  options: PostgresStoreOptions,
): Promise<DatabaseReport | undefined> {
  if (options.dataDir !== undefined) return inspectFolder(options);
  const { connectionString, connectTimeoutMs = 5_000 } = options;
  return withServerClient({ connectionString, connectTimeoutMs }, (client) =>
    readReport(client, 'postgres'),
  );
}

async function inspectFolder({
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
