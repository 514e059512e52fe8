import type { GroupStore } from '@picard-mcp/core/ports';
import type { Database } from '../database/database.js';
import { removeGroup, updateGroup } from './change-group.js';
import { addMembers, removeMembers } from './change-members.js';
import { type GroupRow, groupColumns, groupOf } from './group-row.js';
import { insertGroup } from './insert-group.js';

/** Groups and their members in the database. */
export function groupStore(database: Database): GroupStore {
  return {
    insert: (group) => insertGroup(database, group),

    update: (ownerId, id, change) => updateGroup(database, ownerId, id, change),

    remove: (ownerId, id, expectedUpdatedAt) =>
      removeGroup(database, ownerId, id, expectedUpdatedAt),

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

    addMembers: (ownerId, id, userIds, options) =>
      addMembers(database, { ownerId, id, userIds, ...options }),

    removeMembers: (ownerId, id, userIds, at) =>
      removeMembers(database, { ownerId, id, userIds, at }),

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
