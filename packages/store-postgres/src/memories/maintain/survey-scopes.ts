import type { Database } from '../../database/database.js';

/** Below this an exact search takes no longer than one by the index, and it misses nothing. */
export const exactUpTo = 20_000;

interface ScopeSize {
  readonly scope: string;
  readonly memories: number;
}

/**
 * Counts the memories of each owner, and the public ones, decides which of these scopes belong into the HNSW
 * index, and returns them. A scope in the index leaves only at half the number at which it entered, so that none
 * goes in and out. While another instance does this, the scopes stay as they are.
 */
export async function surveyScopes(
  database: Database,
  minMemories: number,
): Promise<readonly string[]> {
  return database.transaction(async (transaction) => {
    const present = await transaction.query<{ scope: string }>({
      text: 'select scope from indexed_scopes order by scope',
    });
    const indexed = new Set(present.rows.map(({ scope }) => scope));
    const lock = await transaction.query({
      text: `select where pg_try_advisory_xact_lock(hashtextextended('picard.indexed_scopes', 0))`,
    });
    if (lock.rowCount === 0) return [...indexed];
    const sizes = await transaction.query<ScopeSize>({
      text: `select owner_id::text as scope, count(*)::float8 as memories from memories
          group by owner_id having count(*) >= $1
        union all
        select 'public', count(*)::float8 from memories where permission = 'public' having count(*) >= $1
        order by scope`,
      values: [minMemories / 2],
    });
    const scopes = chooseScopes(sizes.rows, indexed, minMemories);
    await transaction.query({
      text: `with gone as (delete from indexed_scopes where scope <> all ($1::text[]))
        insert into indexed_scopes select unnest($1::text[]) on conflict do nothing`,
      values: [scopes],
    });
    return scopes;
  });
}

/**
 * The more memories of others the index holds, the fewer of its neighbours are of the scope that is searched: the
 * size from which the index pays grows with the root of their number.
 */
function chooseScopes(
  sizes: readonly ScopeSize[],
  indexed: ReadonlySet<string>,
  minMemories: number,
): readonly string[] {
  const held = ({ scope, memories }: ScopeSize): number => (indexed.has(scope) ? memories : 0);
  const total = sizes.reduce((sum, size) => sum + held(size), 0);
  return sizes
    .filter((size) => {
      const enter = Math.max(minMemories, 15 * Math.sqrt(total - held(size)));
      return size.memories >= (indexed.has(size.scope) ? enter / 2 : enter);
    })
    .map(({ scope }) => scope);
}
