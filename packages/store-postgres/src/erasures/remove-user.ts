import type { UserId } from '@picard-mcp/core';
import type { Database } from '../database/database.js';

/**
 * Every place where something of a user lies, in an order in which no two erasures wait for each other in
 * a circle. Memories take their shares along, groups their members, grants their codes and tokens.
 */
const statements: readonly string[] = [
  `delete from memory_shares where grantee_kind = 'group' and grantee_id in (
     select id from groups where owner_id = $1
   )`,
  `delete from memory_shares where grantee_kind = 'user' and grantee_id = $1`,
  // Before the memories, as writes lock them.
  'delete from labels where owner_id = $1',
  'delete from memories where owner_id = $1',
  'delete from deleted_memories where owner_id = $1',
  `update deleted_memories set shared_user_ids = array_remove(shared_user_ids, $1)
   where shared_user_ids @> array[$1::uuid]`,
  'delete from group_members where user_id = $1',
  'delete from groups where owner_id = $1',
  'delete from personas where owner_id = $1',
  'delete from profiles where user_id = $1',
  'delete from idempotent_calls where owner_id = $1',
  'delete from data_keys where owner_id = $1',
  'delete from oauth_sessions where user_id = $1',
  'delete from oauth_grants where user_id = $1',
  'delete from users where id = $1',
  // Actions and times stay; addresses and details are removed.
  `update activity set address = null, details = null
   where user_id = $1 and (address is not null or details is not null)`,
];

/** Removes, in one transaction, everything the database stores about a user, and records that it is done. */
export function removeUser(database: Database, userId: UserId, at: Date): Promise<void> {
  return database.transaction(async (transaction) => {
    for (const text of statements) await transaction.query({ text, values: [userId] });
    await transaction.query({
      text: `
        insert into erasures as erasure (user_id, begun_at, finished_at) values ($1, $2, $2)
        on conflict (user_id) do update set finished_at = coalesce(erasure.finished_at, $2)`,
      values: [userId, at],
    });
  });
}
