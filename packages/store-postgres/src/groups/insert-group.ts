import type { Group } from '@picard-mcp/core';
import type { GroupInsertOutcome } from '@picard-mcp/core/ports';
import type { Database } from '../database/database.js';
import { type GroupRow, groupColumns, groupOf } from './group-row.js';
import { nameTaken } from './name-taken.js';

/** Stores a new group, unless its id is or was in use. @throws PicardError `conflict` if the name is in use. */
export function insertGroup(database: Database, group: Group): Promise<GroupInsertOutcome> {
  return database.transaction(async (transaction) => {
    // Of calls that bring the same id at once, the others wait here for the first.
    const claimed = await transaction.query({
      text: 'insert into group_ids (id) values ($1) on conflict do nothing',
      values: [group.id],
    });
    if (claimed.rowCount === 0) {
      const { rows } = await transaction.query<GroupRow>({
        text: `select ${groupColumns} from groups where owner_id = $1 and id = $2`,
        values: [group.ownerId, group.id],
      });
      return { outcome: 'taken', current: rows[0] && groupOf(rows[0]) };
    }
    const { rowCount } = await transaction.query({
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
    // Takes the claim of the id back too.
    if (rowCount === 0) throw nameTaken(group.name);
    return { outcome: 'inserted' };
  });
}
