import type { MemoryId, UserId } from '@picard-mcp/core';
import type { Queryable } from '../database/database.js';
import { isOwnersOneOf } from '../memories/lock.js';
import { movedColumns } from './moved-columns.js';

const columns = movedColumns.join(', ');

const sharedWith = (kind: 'user' | 'group') => `array(
  select s.grantee_id from memory_shares s
  where s.owner_id = gone.owner_id and s.memory_id = gone.id and s.grantee_kind = '${kind}'
  order by s.grantee_id)`;

/** Moves locked memories into the trash, with their shares, in one statement. */
export async function moveToTrash(
  transaction: Queryable,
  ownerId: UserId,
  ids: readonly MemoryId[],
  deletedAt: Date,
): Promise<void> {
  await transaction.query({
    name: 'trash_move',
    text: `with gone as (
        delete from memories m where ${isOwnersOneOf('$1', '$2')} returning ${columns}
      )
      insert into deleted_memories (${columns}, deleted_at, shared_user_ids, shared_group_ids)
      select ${columns}, $3::timestamptz, ${sharedWith('user')}, ${sharedWith('group')} from gone`,
    values: [ownerId, ids, deletedAt],
  });
}
