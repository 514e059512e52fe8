import { PGlite } from '@electric-sql/pglite';
import { createPgConfig } from '@electric-sql/pglite/node-postgres';
import { vector } from '@electric-sql/pglite-pgvector';
import { PicardError } from '@picard-mcp/core';
import type { Logger } from '@picard-mcp/core/ports';
import pg from 'pg';
import { searchSettings } from '../session-settings.js';
import type { Database } from './database.js';
import { poolDatabase } from './pool-database.js';
import { applySettings } from './session.js';

export interface PgliteFiles {
  /** Folder of the database's files; absent: in memory only. */
  readonly folder?: string;
  /** A dumped data folder to begin with. */
  readonly dump?: Blob;
}

/** A query waits for all queries before it, because there is one connection. */
const queueTimeoutMs = 60_000;

/** Starts PostgreSQL in this process, with pgvector at hand. */
export async function startPglite({ folder, dump }: PgliteFiles): Promise<PGlite> {
  try {
    return await PGlite.create({
      ...(folder === undefined ? {} : { dataDir: folder }),
      ...(dump === undefined ? {} : { loadDataDir: dump }),
      extensions: { vector },
    });
  } catch (error) {
    const place = folder ?? 'memory';
    throw new PicardError('internal', `The embedded database in ${place} cannot be opened.`, {
      cause: error,
    });
  }
}

/** The embedded database as the stores use it; `release` is called after its last query. */
export function pgliteDatabase(
  pglite: PGlite,
  options: { readonly logger: Logger; readonly release: () => Promise<void> },
): Database {
  const pool = new pg.Pool({
    ...createPgConfig(pglite),
    max: 1,
    idleTimeoutMillis: 0,
    connectionTimeoutMillis: queueTimeoutMs,
    onConnect: (client) => applySettings(client, searchSettings('pglite')),
  });
  return poolDatabase({ kind: 'pglite', pool, ...options });
}
