import { type MemoryId, PicardError, type UserId } from '@picard-mcp/core';
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

/** The trigger that keeps an id out of both tables fails for a deletion that this condition does not see yet. */
const insertAbsent = `${insertRows}
  where not exists (select from deleted_memories d where d.owner_id = new.owner_id and d.id = new.id)
  on conflict (owner_id, id) do nothing returning owner_id, id`;

/** Shares come with the rows that this very statement inserts, and never with those that were there. */
const insertAbsentShared = `with inserted as (${insertAbsent}), shared as (
    insert into memory_shares (owner_id, memory_id, grantee_kind, grantee_id)
    select new.* from ${shareRows}
    join inserted on inserted.owner_id = new.owner_id and inserted.id = new.memory_id
  )
  select owner_id, id from inserted`;

/** The number of attempts for an insertion that conflicts with a concurrent deletion. */
const attempts = 3;

/** Inserts, in one transaction, the memories that do not exist yet, and returns these as stored. */
export async function insertAbsentMemories(
  context: InsertContext,
  memories: readonly NewMemory[],
  { replaceTrashed }: { readonly replaceTrashed: boolean },
): Promise<readonly NewMemory[]> {
  if (memories.length === 0) return [];
  const distinct = firstOfEach(memories);
  const encoding = await encodingFor(context, distinct);
  const labels = labelsOf(distinct);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await context.database.transaction(async (transaction) => {
        // Labels are locked before memories, here as everywhere.
        const spelled =
          labels.length > 0 ? spellAll(await spellLabels(transaction, labels), distinct) : distinct;
        if (replaceTrashed) await emptyTrashOf(transaction, spelled);
        return insert(transaction, spelled, encoding);
      });
    } catch (error) {
      // A memory went into the trash between the two statements.
      const isConflict = error instanceof PicardError && error.code === 'conflict';
      if (!isConflict || attempt === attempts) throw error;
    }
  }
}

/** Locks before it deletes, in the order of the keys, so that two imports never deadlock. */
async function emptyTrashOf(transaction: Queryable, memories: readonly NewMemory[]): Promise<void> {
  await transaction.query({
    name: 'trash_replace',
    text: `with replaced as materialized (
        select d.owner_id, d.id from deleted_memories d
        join unnest($1::uuid[], $2::uuid[]) as new (owner_id, id)
          on d.owner_id = new.owner_id and d.id = new.id
        order by d.owner_id, d.id for update of d
      )
      delete from deleted_memories d using replaced
      where d.owner_id = replaced.owner_id and d.id = replaced.id`,
    values: [memories.map(({ ownerId }) => ownerId), memories.map(({ id }) => id)],
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
