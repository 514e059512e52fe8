import type { Database } from '../../database/database.js';
import { keyAllLabels } from '../labels/key-labels.js';
import { indexScopes } from './index-scopes.js';
import { surveyScopes } from './survey-scopes.js';
import { vacuumEmbedded } from './vacuum-embedded.js';

export interface MaintainOptions {
  /** Number of memories from which a scope may enter the HNSW index. */
  readonly indexFrom: number;
}

/** All memories are counted again after so many writes, and not before one in so many was written. */
const minWrites = 1_000;
const oneIn = 100;

/** Returns the maintenance task of one store. */
export function maintenance(
  database: Database,
  { indexFrom }: MaintainOptions,
): () => Promise<void> {
  let surveyed: { readonly writes: number; readonly scopes: readonly string[] } | undefined;

  async function scopes(): Promise<readonly string[]> {
    const { writes, memories } = await countWrites(database);
    const due = Math.max(minWrites, memories / oneIn);
    if (surveyed && Math.abs(writes - surveyed.writes) < due) return surveyed.scopes;
    surveyed = { writes, scopes: await surveyScopes(database, indexFrom) };
    return surveyed.scopes;
  }

  return async () => {
    await keyAllLabels(database);
    if (database.kind === 'pglite') await vacuumEmbedded(database);
    else await indexScopes(database, await scopes());
  };
}

/** About how many rows there are, and how many were written since the server's statistics began. */
async function countWrites(database: Database) {
  const { rows } = await database.query<{ writes: number; memories: number }>({
    text: `select (n_tup_ins + n_tup_upd + n_tup_del)::float8 as writes, n_live_tup::float8 as memories
      from pg_stat_user_tables where relid = 'memories'::regclass`,
  });
  return rows[0] ?? { writes: 0, memories: 0 };
}
