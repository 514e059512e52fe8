import type { GroupId, MemoryId, UserId } from '@picard-mcp/core';
import type { RestoreOutcome, StoredMemory, TrashStore } from '@picard-mcp/core/ports';
import type { Database, Queryable } from '../database/database.js';
import type { EmbeddingModels } from '../memories/embedding-models.js';
import { lockMemories } from '../memories/lock.js';
import { toMemories } from '../memories/memory-row.js';
import { lockDeleted } from './deleted-rows.js';
import { lockMoves } from './lock-moves.js';
import { movedColumns } from './moved-columns.js';

export interface RestoreContext {
  readonly database: Database;
  readonly models: EmbeddingModels;
}

/** Moves memories out of the trash in one transaction; with `atomic`, all of them or none. */
export async function restoreMemories(
  { database, models }: RestoreContext,
  ownerId: UserId,
  ids: readonly MemoryId[],
  { atomic, deletedAfter, model, now }: Parameters<TrashStore['restore']>[2],
): Promise<readonly RestoreOutcome[]> {
  const modelNumber = await models.find(model);
  const { restored, rows } = await database.transaction(async (transaction) => {
    await lockMoves(transaction, ownerId);
    const deleted = await lockDeleted(transaction, ownerId, ids, deletedAfter);
    const isMoved = deleted.length > 0 && (!atomic || deleted.length === ids.length);
    if (isMoved) {
      const groupIds = await groupsOf(transaction, ownerId);
      const restoring = deleted.map(({ id }) => id);
      await moveBack(transaction, { ownerId, ids: restoring, modelNumber, groupIds, now });
    }
    const rows = await lockMemories(transaction, ownerId, ids);
    return {
      restored: new Set(deleted.map(({ id }) => id)),
      // What an atomic call leaves in the trash is still an outcome of its own.
      rows: isMoved ? rows : [...rows, ...deleted],
    };
  });
  const memories = byId(await toMemories(rows, models));
  return ids.map((id): RestoreOutcome => {
    const memory = memories.get(id);
    if (!memory) return { outcome: 'not_found' };
    return restored.has(id)
      ? { outcome: 'restored', memory }
      : { outcome: 'conflict', current: memory };
  });
}

/** The groups that the owner owns or belongs to. */
async function groupsOf(transaction: Queryable, ownerId: UserId): Promise<readonly GroupId[]> {
  const { rows } = await transaction.query<{ id: GroupId }>({
    name: 'trash_groups_of',
    text: `select id from groups where owner_id = $1
      union select group_id from group_members where user_id = $1`,
    values: [ownerId],
  });
  return rows.map(({ id }) => id);
}

const isOfModel = 'back.embedding_model = $3::smallint';

/** How the columns come back that do not come back as they were. */
const changed: Readonly<Record<string, string>> = {
  embedding_model: `case when ${isOfModel} then back.embedding_model end`,
  embedding: `case when ${isOfModel} then back.embedding end`,
  updated_at: `case when back.shared_group_ids <@ $4::uuid[] then back.updated_at
    else greatest($5::timestamptz, back.updated_at + interval '1 millisecond') end`,
};

const moveBackStatement = `with back as (
    delete from deleted_memories where owner_id = $1 and id = any ($2) returning *
  ), restored as (
    insert into memories (${movedColumns.join(', ')})
    select ${movedColumns.map((name) => changed[name] ?? `back.${name}`).join(', ')} from back
  )
  insert into memory_shares (owner_id, memory_id, grantee_kind, grantee_id)
  select back.owner_id, back.id, 'user', grantee from back cross join unnest(back.shared_user_ids) grantee
  union all
  select back.owner_id, back.id, 'group', grantee from back cross join unnest(back.shared_group_ids) grantee
  where grantee = any ($4::uuid[])`;

interface Move {
  readonly ownerId: UserId;
  readonly ids: readonly MemoryId[];
  /** Absent: no memory has an embedding of the model. */
  readonly modelNumber: number | undefined;
  readonly groupIds: readonly GroupId[];
  readonly now: Date;
}

async function moveBack(
  transaction: Queryable,
  { ownerId, ids, modelNumber, groupIds, now }: Move,
): Promise<void> {
  await transaction.query({
    name: 'trash_restore',
    text: moveBackStatement,
    values: [ownerId, ids, modelNumber, groupIds, now],
  });
}

function byId(memories: readonly StoredMemory[]): ReadonlyMap<MemoryId, StoredMemory> {
  return new Map(memories.map((memory) => [memory.id, memory]));
}
