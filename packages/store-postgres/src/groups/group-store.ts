import { PicardError } from '@picard-mcp/core';
import type { GroupStore } from '@picard-mcp/core/ports';
import type { Database } from '../database/database.js';
import { changeMembers } from './change-members.js';
import { type GroupRow, groupColumns, groupOf } from './group-row.js';

/** Groups and their members in the database. */
export function groupStore(database: Database): GroupStore {
  return {
    async insert(group) {
      const { rowCount } = await database.query({
        text: `
          with created as (
            insert into groups (owner_id, id, name, description, created_at, updated_at)
            values ($1, $2, $3, $4, $5, $6)
            on conflict do nothing
            returning owner_id, id
          ), joined as (
            insert into group_members (owner_id, group_id, user_id)
            select distinct owner_id, id, user_id from created, unnest($7::uuid[]) as user_id
          )
          select from created`,
        values: [
          group.ownerId,
          group.id,
          group.name,
          group.description ?? null,
          group.createdAt,
          group.updatedAt,
          group.memberIds,
        ],
      });
      if (rowCount === 0) throw nameTaken(group.name);
    },

    async update(ownerId, id, change) {
      const { rows } = await database
        .query<GroupRow>({
          text: `
            update groups set
              name = coalesce($3, name),
              description = case when $4 then $5 else description end,
              updated_at = $6
            where owner_id = $1 and id = $2
            returning ${groupColumns}`,
          values: [
            ownerId,
            id,
            change.name ?? null,
            change.description !== undefined,
            change.description ?? null,
            change.updatedAt,
          ],
        })
        .catch((error: unknown) => {
          if (!(error instanceof PicardError && error.code === 'conflict')) throw error;
          throw nameTaken(change.name, error.cause);
        });
      return rows[0] && groupOf(rows[0]);
    },

    async remove(ownerId, id) {
      const { rowCount } = await database.query({
        text: `
          with removed as (
            delete from groups where owner_id = $1 and id = $2 returning id
          ), unshared as (
            delete from memory_shares
            where grantee_kind = 'group' and grantee_id in (select id from removed)
          ), unshared_in_trash as (
            update deleted_memories set shared_group_ids = array_remove(shared_group_ids, removed.id)
            from removed where shared_group_ids @> array[removed.id]
          )
          select from removed`,
        values: [ownerId, id],
      });
      return rowCount > 0;
    },

    async find(userId, id) {
      const { rows } = await database.query<GroupRow>({
        text: `select ${groupColumns} from groups where id = $2 and ${ownedOrJoined}`,
        values: [userId, id],
      });
      return rows[0] && groupOf(rows[0]);
    },

    async listOf(userId) {
      const { rows } = await database.query<GroupRow>({
        text: `
          select ${groupColumns} from groups where ${ownedOrJoined}
          order by groups.name collate "C", groups.id`,
        values: [userId],
      });
      return rows.map(groupOf);
    },

    addMembers: (ownerId, id, userIds, at) =>
      changeMembers(database, { ownerId, id, userIds, at, change: 'add' }),

    removeMembers: (ownerId, id, userIds, at) =>
      changeMembers(database, { ownerId, id, userIds, at, change: 'remove' }),

    async idsOf(userId) {
      const { rows } = await database.query<Pick<GroupRow, 'id'>>({
        name: 'group-ids-of',
        text: `
          select id from groups where owner_id = $1
          union
          select group_id from group_members where user_id = $1`,
        values: [userId],
      });
      return rows.map(({ id }) => id);
    },
  };
}

/** Whether the user `$1` owns the group or is a member of it. */
const ownedOrJoined = `
  (groups.owner_id = $1 or (groups.owner_id, groups.id) in (
    select member.owner_id, member.group_id from group_members as member where member.user_id = $1
  ))`;

function nameTaken(name: string | undefined, cause?: unknown): PicardError {
  return new PicardError('conflict', `You already have a group named ${JSON.stringify(name)}.`, {
    details: { field: 'name' },
    cause,
  });
}
