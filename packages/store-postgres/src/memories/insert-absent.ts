import type { MemoryId, UserId } from '@picard-mcp/core';
import type { NewMemory } from '@picard-mcp/core/ports';
import { encodingFor, type InsertContext, insertRows, shareColumns, shareRows } from './insert.js';
import { insertedColumns } from './memory-columns.js';
import { valuesOf } from './written-column.js';

const insertAbsent = `${insertRows} on conflict (owner_id, id) do nothing returning owner_id, id`;

/** Shares come with the rows that this very statement inserts, and never with those that were there. */
const insertAbsentShared = `with inserted as (${insertAbsent}), shared as (
    insert into memory_shares (owner_id, memory_id, grantee_kind, grantee_id)
    select new.* from ${shareRows}
    join inserted on inserted.owner_id = new.owner_id and inserted.id = new.memory_id
  )
  select owner_id, id from inserted`;

/** Inserts, in one statement, the memories that are not there yet; answers which. */
export async function insertAbsentMemories(
  context: InsertContext,
  memories: readonly NewMemory[],
): Promise<readonly NewMemory[]> {
  if (memories.length === 0) return [];
  const distinct = firstOfEach(memories);
  const rows = valuesOf(insertedColumns, distinct, await encodingFor(context, distinct));
  const shares = shareColumns(distinct);
  const inserted = await context.database.query<{ owner_id: UserId; id: MemoryId }>({
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
