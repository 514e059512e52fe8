import type { Group, GroupId, UserId } from '@picard-mcp/core';
import type { Database } from '../database/database.js';
import { type GroupRow, groupColumns, groupOf } from './group-row.js';

export interface MembersChange {
  readonly ownerId: UserId;
  readonly id: GroupId;
  readonly userIds: readonly UserId[];
  readonly at: Date;
  readonly change: 'add' | 'remove';
}

const statements = {
  add: `
    insert into group_members (owner_id, group_id, user_id)
    select distinct $1::uuid, $2::uuid, user_id from unnest($3::uuid[]) as user_id
    on conflict do nothing`,
  remove: `
    delete from group_members where owner_id = $1 and group_id = $2 and user_id = any ($3::uuid[])`,
};

/**
 * Adds or removes members; answers the group as it is then, or `undefined` when the owner has no
 * such group.
 */
export function changeMembers(
  database: Database,
  change: MembersChange,
): Promise<Group | undefined> {
  const { ownerId, id, userIds, at } = change;
  return database.transaction(async (transaction) => {
    // Holds the group, so that what is answered below includes every change before this one.
    const held = await transaction.query({
      text: 'update groups set updated_at = $3 where owner_id = $1 and id = $2',
      values: [ownerId, id, at],
    });
    if (held.rowCount === 0) return undefined;
    await transaction.query({ text: statements[change.change], values: [ownerId, id, userIds] });
    const { rows } = await transaction.query<GroupRow>({
      text: `select ${groupColumns} from groups where owner_id = $1 and id = $2`,
      values: [ownerId, id],
    });
    return rows[0] && groupOf(rows[0]);
  });
}
