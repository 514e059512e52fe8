import type { MemoryId, UserId } from '@picard-mcp/core';
import type { NewMemory } from '@picard-mcp/core/ports';
import type { Queryable } from '../database/database.js';
import {
  encodingFor,
  type InsertContext,
  insertRows,
  shareColumns,
  shareRows,
  spellAll,
} from './insert.js';
import { labelsOf, spellLabels } from './labels/spell-labels.js';
import { insertedColumns } from './memory-columns.js';
import { type Encoding, valuesOf } from './written-column.js';

const insertAbsent = `${insertRows} on conflict (owner_id, id) do nothing returning owner_id, id`;

/** Shares come with the rows that this very statement inserts, and never with those that were there. */
const insertAbsentShared = `with inserted as (${insertAbsent}), shared as (
    insert into memory_shares (owner_id, memory_id, grantee_kind, grantee_id)
    select new.* from ${shareRows}
    join inserted on inserted.owner_id = new.owner_id and inserted.id = new.memory_id
  )
  select owner_id, id from inserted`;

/** Inserts, in one statement or one transaction, the memories that are not there yet; returns these as they are kept. */
export async function insertAbsentMemories(
  context: InsertContext,
  memories: readonly NewMemory[],
): Promise<readonly NewMemory[]> {
  if (memories.length === 0) return [];
  const distinct = firstOfEach(memories);
  const encoding = await encodingFor(context, distinct);
  const labels = labelsOf(distinct);
  if (labels.length === 0) return insert(context.database, distinct, encoding);
  return context.database.transaction(async (transaction) => {
    const spelled = spellAll(await spellLabels(transaction, labels), distinct);
    return insert(transaction, spelled, encoding);
  });
}

async function insert(
  database: Queryable,
  memories: readonly NewMemory[],
  encoding: Encoding,
): Promise<readonly NewMemory[]> {
  const rows = valuesOf(insertedColumns, memories, encoding);
  const shares = shareColumns(memories);
  const inserted = await database.query<{ owner_id: UserId; id: MemoryId }>({
    name: shares ? 'memories_insert_absent_shared' : 'memories_insert_absent',
    text: shares ? insertAbsentShared : insertAbsent,
    values: [...rows, ...(shares ?? [])],
  });
  const places = new Set(inserted.rows.map(({ owner_id, id }) => `${owner_id} ${id}`));
  return memories.filter((memory) => places.has(placeOf(memory)));
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
