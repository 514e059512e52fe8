import type { PGlite } from '@electric-sql/pglite';
import { createPgConfig } from '@electric-sql/pglite/node-postgres';
import type { Logger } from '@picard-mcp/core/ports';
import pg from 'pg';
import { updateSchema } from './update-schema.js';

/** Brings an embedded database's schema up to date, before anything else uses it. */
export async function migratePglite(pglite: PGlite, logger: Logger): Promise<readonly string[]> {
  const client = new pg.Client({ ...createPgConfig(pglite) });
  await client.connect();
  try {
    return await updateSchema({ client, kind: 'pglite', logger });
  } finally {
    await client.end();
  }
}
