import type { Group, GroupId, UserId } from '@picard-mcp/core';

/** A group as `groupColumns` gives it. */
export interface GroupRow {
  readonly id: GroupId;
  readonly owner_id: UserId;
  readonly name: string;
  readonly description: string | null;
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly member_ids: readonly UserId[];
}

/** What to select from `groups` to make a `Group`. */
export const groupColumns = `
  groups.id, groups.owner_id, groups.name, groups.description, groups.created_at, groups.updated_at,
  array(
    select member.user_id::text from group_members as member
    where member.owner_id = groups.owner_id and member.group_id = groups.id
    order by member.user_id
  ) as member_ids`;

export function groupOf(row: GroupRow): Group {
  return {
    id: row.id,
    ownerId: row.owner_id,
    name: row.name,
    description: row.description ?? undefined,
    memberIds: row.member_ids,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
