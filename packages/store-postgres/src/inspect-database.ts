import { withServerClient } from './migrations/migrate-server.js';
import { type DatabaseReport, readReport } from './migrations/read-report.js';
import type { PostgresStoreOptions } from './store-options.js';

export type { DatabaseReport };

/**
 * Looks at a database without changing it: what it is, what it lacks, and which migrations it has. `undefined` for
 * an embedded one that does not exist yet.
 *
 * @throws PicardError `unavailable` when the server does not answer, or another process uses the data folder;
 *   `internal` when it cannot be opened; `invalid_input` when the connection string cannot be read.
 */
export async function inspectDatabase(
  options: PostgresStoreOptions,
): Promise<DatabaseReport | undefined> {
  if (options.dataDir !== undefined) {
    const { inspectFolder } = await import('./inspect-folder.js');
    return inspectFolder(options);
  }
  const { connectionString, connectTimeoutMs = 5_000 } = options;
  return withServerClient({ connectionString, connectTimeoutMs }, (client) =>
    readReport(client, 'postgres'),
  );
}
