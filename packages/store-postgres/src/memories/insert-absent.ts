import type { MemoryId, UserId } from '@picard-mcp/core';
import type { NewMemory } from '@picard-mcp/core/ports';
import { columns, type InsertContext, insertRows, shareColumns } from './insert.js';

const insertAbsent = `${insertRows} on conflict (owner_id, id) do nothing returning owner_id, id`;

/** Shares come with the rows that this very statement inserts, and never with those that were there. */
const insertAbsentShared = `with inserted as (${insertAbsent}), shared as (
    insert into memory_shares (owner_id, memory_id, grantee_kind, grantee_id)
    select owner_id, id, grantee_kind, grantee_id
    from unnest($13::uuid[], $14::uuid[], $15::text[], $16::uuid[]) as new (owner_id, id, grantee_kind, grantee_id)
    join inserted using (owner_id, id)
  )
  select owner_id, id from inserted`;

/** Inserts, in one statement, the memories that are not there yet; answers which. */
export async function insertAbsentMemories(
  { database, models, halfvecType }: InsertContext,
  memories: readonly NewMemory[],
): Promise<readonly NewMemory[]> {
  if (memories.length === 0) return [];
  const distinct = firstOfEach(memories);
  const names = distinct.flatMap(({ embedding }) => embedding?.model ?? []);
  const rows = columns(distinct, await models.register(names), await halfvecType());
  const shares = shareColumns(distinct);
  const inserted = await database.query<{ owner_id: UserId; id: MemoryId }>({
    name: shares ? 'memories_insert_absent_shared' : 'memories_insert_absent',
    text: shares ? insertAbsentShared : insertAbsent,
    values: [...rows, ...(shares ?? [])],
  });
  const places = new Set(inserted.rows.map(({ owner_id, id }) => `${owner_id} ${id}`));
  return distinct.filter((memory) => places.has(placeOf(memory)));
}

function firstOfEach(memories: readonly NewMemory[]): readonly NewMemory[] {
  const first = new Map<string, NewMemory>();
  for (const memory of memories) {
    if (!first.has(placeOf(memory))) first.set(placeOf(memory), memory);
  }
  return [...first.values()];
}

function placeOf({ ownerId, id }: NewMemory): string {
  return `${ownerId} ${id}`;
}
