import { type Group, type GroupId, PicardError, type UserId } from '@picard-mcp/core';
import type { GroupChangeOutcome, GroupRemoveOutcome, GroupStore } from '@picard-mcp/core/ports';
import type { Database, Queryable } from '../database/database.js';
import { isExpected } from '../is-expected.js';
import { type GroupRow, groupColumns, groupOf } from './group-row.js';
import { nameTaken } from './name-taken.js';

/** A parameter as the time of a change, which is later than that of the one before it. */
export const changedAt = (parameter: string) =>
  `greatest(${parameter}::timestamptz, groups.updated_at + interval '1 millisecond')`;

/** Changes the owner's group. @throws PicardError `conflict` if the name is in use. */
export async function updateGroup(
  database: Database,
  ownerId: UserId,
  id: GroupId,
  change: Parameters<GroupStore['update']>[2],
): Promise<GroupChangeOutcome> {
  try {
    return await database.transaction(async (transaction) => {
      const held = await holdGroup(transaction, ownerId, id);
      const refusal = refusalOf(held, change.expectedUpdatedAt);
      if (refusal) return refusal;
      const { rows } = await transaction.query<GroupRow>({
        text: `
          update groups set
            name = coalesce($3, name),
            description = case when $4 then $5 else description end,
            updated_at = ${changedAt('$6')}
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
      });
      return rows[0] ? { outcome: 'changed', group: groupOf(rows[0]) } : { outcome: 'not_found' };
    });
  } catch (error) {
    if (!(error instanceof PicardError && error.code === 'conflict')) throw error;
    throw nameTaken(change.name, error.cause);
  }
}

/** Removes the owner's group with every share with it. */
export function removeGroup(
  database: Database,
  ownerId: UserId,
  id: GroupId,
  expectedUpdatedAt: Date | undefined,
): Promise<GroupRemoveOutcome> {
  return database.transaction(async (transaction) => {
    const held = await holdGroup(transaction, ownerId, id);
    const refusal = refusalOf(held, expectedUpdatedAt);
    if (refusal) return refusal;
    await transaction.query({
      text: `
        with removed as (
          delete from groups where owner_id = $1 and id = $2 returning id
        ), unshared_in_trash as (
          update deleted_memories set shared_group_ids = array_remove(shared_group_ids, removed.id)
          from removed where shared_group_ids @> array[removed.id]
        )
        delete from memory_shares
        where grantee_kind = 'group' and grantee_id in (select id from removed)`,
      values: [ownerId, id],
    });
    return { outcome: 'removed' };
  });
}

/** Returns the owner's group, locked until the transaction ends. */
export async function holdGroup(
  transaction: Queryable,
  ownerId: UserId,
  id: GroupId,
): Promise<Group | undefined> {
  await transaction.query({
    text: 'select from groups where owner_id = $1 and id = $2 for update',
    values: [ownerId, id],
  });
  // Another statement, so that it sees the members that came while this one waited.
  const { rows } = await transaction.query<GroupRow>({
    text: `select ${groupColumns} from groups where owner_id = $1 and id = $2`,
    values: [ownerId, id],
  });
  return rows[0] && groupOf(rows[0]);
}

function refusalOf(
  held: Group | undefined,
  expected: Date | undefined,
): Exclude<GroupRemoveOutcome, { readonly outcome: 'removed' }> | undefined {
  if (!held) return { outcome: 'not_found' };
  return isExpected(expected, held.updatedAt) ? undefined : { outcome: 'conflict', current: held };
}
