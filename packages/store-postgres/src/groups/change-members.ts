import type { Group, GroupId, UserId } from '@picard-mcp/core';
import type { MembersOutcome } from '@picard-mcp/core/ports';
import type { Database, Queryable } from '../database/database.js';
import { changedAt, holdGroup } from './change-group.js';
import { type GroupRow, groupColumns, groupOf } from './group-row.js';

export interface MembersChange {
  readonly ownerId: UserId;
  readonly id: GroupId;
  readonly userIds: readonly UserId[];
  readonly at: Date;
}

/** Adds members, unless there would be more than `maxMembers`. Others' changes of the group wait meanwhile. */
export function addMembers(
  database: Database,
  { maxMembers, ...change }: MembersChange & { readonly maxMembers: number },
): Promise<MembersOutcome> {
  const { ownerId, id, userIds } = change;
  return database.transaction(async (transaction) => {
    const held = await holdGroup(transaction, ownerId, id);
    if (!held) return { outcome: 'not_found' };
    if (new Set([...held.memberIds, ...userIds]).size > maxMembers) return { outcome: 'full' };
    await transaction.query({
      text: `
        insert into group_members (owner_id, group_id, user_id)
        select distinct $1::uuid, $2::uuid, user_id from unnest($3::uuid[]) as user_id
        on conflict do nothing`,
      values: [ownerId, id, userIds],
    });
    const group = await noteChange(transaction, change);
    return group ? { outcome: 'changed', group } : { outcome: 'not_found' };
  });
}

/** Removes members. Returns the group as it is then, or `undefined` when the owner has no such group. */
export function removeMembers(
  database: Database,
  change: MembersChange,
): Promise<Group | undefined> {
  const { ownerId, id, userIds } = change;
  return database.transaction(async (transaction) => {
    if (!(await holdGroup(transaction, ownerId, id))) return undefined;
    await transaction.query({
      text: `
        delete from group_members
        where owner_id = $1 and group_id = $2 and user_id = any ($3::uuid[])`,
      values: [ownerId, id, userIds],
    });
    return noteChange(transaction, change);
  });
}

async function noteChange(
  transaction: Queryable,
  { ownerId, id, at }: MembersChange,
): Promise<Group | undefined> {
  const { rows } = await transaction.query<GroupRow>({
    text: `
      update groups set updated_at = ${changedAt('$3')} where owner_id = $1 and id = $2
      returning ${groupColumns}`,
    values: [ownerId, id, at],
  });
  return rows[0] && groupOf(rows[0]);
}
