import type { Database } from '../../database/database.js';
import { indexScopes } from './index-scopes.js';
import { surveyScopes } from './survey-scopes.js';
import { vacuumEmbedded } from './vacuum-embedded.js';

export interface MaintainOptions {
  /** Number of memories from which a scope may enter the HNSW index. */
  readonly indexFrom: number;
}

/** Counting all memories is worth its while only after so many writes. */
const writesBetweenSurveys = 1_000;

/** Answers the housekeeping of one store. */
export function maintenance(
  database: Database,
  { indexFrom }: MaintainOptions,
): () => Promise<void> {
  let surveyed: { readonly writes: number; readonly scopes: readonly string[] } | undefined;

  async function scopes(): Promise<readonly string[]> {
    const writes = await countWrites(database);
    if (surveyed && Math.abs(writes - surveyed.writes) < writesBetweenSurveys)
      return surveyed.scopes;
    surveyed = { writes, scopes: await surveyScopes(database, indexFrom) };
    return surveyed.scopes;
  }

  return async () => {
    if (database.kind === 'pglite') await vacuumEmbedded(database);
    else await indexScopes(database, await scopes());
  };
}

/** Rows of `memories` written since the server's statistics began. */
async function countWrites(database: Database): Promise<number> {
  const { rows } = await database.query<{ writes: number }>({
    text: `select (n_tup_ins + n_tup_upd + n_tup_del)::float8 as writes
      from pg_stat_user_tables where relid = 'memories'::regclass`,
  });
  return rows[0]?.writes ?? 0;
}
