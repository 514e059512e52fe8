import type { UserId } from '@picard-mcp/core';
import type { TrashStore } from '@picard-mcp/core/ports';
import type { Queryable } from '../database/database.js';
import { type DeletedRow, deletedColumns } from './deleted-rows.js';

/** One page of the owner's trash, the newest deletion first. */
export async function listDeleted(
  database: Queryable,
  ownerId: UserId,
  { limit, deletedAfter, after }: Parameters<TrashStore['list']>[1],
): Promise<readonly DeletedRow[]> {
  const { rows } = await database.query<DeletedRow>({
    name: after ? 'trash_list_after' : 'trash_list',
    text: `select ${deletedColumns} from deleted_memories m
      where m.owner_id = $1 and m.deleted_at > $2
        ${after ? 'and (m.deleted_at, m.id) < ($4::timestamptz, $5::uuid)' : ''}
      order by m.deleted_at desc, m.id desc limit $3`,
    values: [ownerId, deletedAfter, limit, ...(after ? [after.deletedAt, after.id] : [])],
  });
  return rows;
}
