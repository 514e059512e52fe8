import type { MemoryId, UserId } from '@picard-mcp/core';
import type { Queryable } from '../database/database.js';
import { type MemoryRow, storedColumns } from '../memories/memory-row.js';

/** A memory in the trash as a statement gives it that selects `deletedColumns`. */
export interface DeletedRow extends MemoryRow {
  readonly deleted_at: Date;
}

/** The columns of `deleted_memories m` that make a `StoredDeletedMemory`. */
export const deletedColumns = `${storedColumns}, m.deleted_at, array_to_string(
    array(select 'user ' || id from unnest(m.shared_user_ids) id)
    || array(select 'group ' || id from unnest(m.shared_group_ids) id), ','
  ) as shared_with`;

/**
 * The owner's memories of these ids in the trash, held until the transaction ends, and taken in the order of their
 * ids.
 */
export async function lockDeleted(
  transaction: Queryable,
  ownerId: UserId,
  ids: readonly MemoryId[],
  deletedAfter?: Date,
): Promise<readonly DeletedRow[]> {
  const { rows } = await transaction.query<DeletedRow>({
    name: 'trash_lock',
    text: `select ${deletedColumns} from deleted_memories m
      where m.owner_id = $1 and m.id = any ($2) and m.deleted_at > coalesce($3::timestamptz, '-infinity')
      order by m.id for update`,
    values: [ownerId, ids, deletedAfter],
  });
  return rows;
}

/** Removes memories from the trash that are locked. */
export async function deleteFromTrash(
  transaction: Queryable,
  ownerId: UserId,
  ids: readonly MemoryId[],
): Promise<void> {
  await transaction.query({
    name: 'trash_delete',
    text: 'delete from deleted_memories where owner_id = $1 and id = any ($2)',
    values: [ownerId, ids],
  });
}
