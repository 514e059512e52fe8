import type { Database } from '../../database/database.js';

/** Each row takes milliseconds to enter the index and is locked meanwhile. */
const batchSize = 100;
const maxAtOnce = 2_000;

/** Brings what is not yet in the HNSW index of these scopes into it: so many rows, the rest another time. */
export async function indexScopes(database: Database, scopes: readonly string[]): Promise<void> {
  let done = 0;
  for (const scope of scopes) {
    let changed = batchSize;
    while (changed === batchSize && done < maxAtOnce) {
      ({ rowCount: changed } = await database.query(indexStatement(scope)));
      done += changed;
    }
  }
}

/** `skip locked`: another instance may be at the same, or a user may be changing a row. */
function indexStatement(scope: string) {
  const values = scope === 'public' ? [batchSize] : [batchSize, scope];
  return {
    text: `with picked as materialized (
        select owner_id, id from memories
        where ${scope === 'public' ? `permission = 'public'` : 'owner_id = $2::uuid'}
          and not ann and embedding is not null
        limit $1 for update skip locked
      )
      update memories m set ann = true from picked where m.owner_id = picked.owner_id and m.id = picked.id`,
    values,
  };
}
