import { randomUUID } from 'node:crypto';
import type { Queryable } from '../../../database/database.js';
import type { Memory } from '../../../memory-service/tools.js';
import type { Sealer } from '../../../sealing/sealer.js';

/** For how long what was deleted is kept, to be brought back. */
export const undoMinutes = 30;

/** Copies of deleted memories, encrypted, for a short time. */
export interface DeletionStore {
  /** Keeps copies under a new id. */
  keep(userId: string, memories: readonly Memory[], now: Date): Promise<string>;
  /** Forgets copies of a deletion: those that were not deleted, or are back. Without any left, the deletion is forgotten. */
  forget(deletionId: string, memoryIds: readonly string[]): Promise<void>;
  /** What this user can bring back; nothing for a deletion of somebody else, or one whose time is over. */
  read(userId: string, deletionId: string, now: Date): Promise<readonly Memory[]>;
  /** The user's latest deletion of all these memories that can still be undone. */
  findOf(userId: string, memoryIds: readonly string[], now: Date): Promise<string | undefined>;
  /** Forgets everything whose time is over. */
  purge(now: Date): Promise<void>;
}

export function deletionStore(database: Queryable, sealer: Sealer): DeletionStore {
  const purposeOf = (userId: string, memoryId: string) => `deleted memory ${memoryId} of ${userId}`;

  return {
    async keep(userId, memories, now) {
      const id = randomUUID();
      const sealed = await Promise.all(
        memories.map((memory) => sealer.seal(JSON.stringify(memory), purposeOf(userId, memory.id))),
      );
      await database.query(
        `with deletion as (
           insert into deletions (id, user_id, created_at, expires_at)
           values ($1, $2, $3, $3::timestamptz + $4::int * interval '1 minute') returning id)
         insert into deleted_memories (deletion_id, memory_id, sealed)
         select deletion.id, memory_id, sealed
         from deletion, unnest($5::uuid[], $6::text[]) as kept (memory_id, sealed)`,
        [id, userId, now, undoMinutes, memories.map((memory) => memory.id), sealed],
      );
      return id;
    },

    async forget(deletionId, memoryIds) {
      await database.query(
        'delete from deleted_memories where deletion_id = $1 and memory_id = any ($2::uuid[])',
        [deletionId, memoryIds],
      );
      await database.query(
        `delete from deletions where id = $1
         and not exists (select from deleted_memories where deletion_id = $1)`,
        [deletionId],
      );
    },

    async read(userId, deletionId, now) {
      const { rows } = await database.query<{ memory_id: string; sealed: string }>(
        `select memory_id, sealed from deleted_memories
         join deletions on id = deletion_id
         where deletion_id = $1 and user_id = $2 and expires_at > $3`,
        [deletionId, userId, now],
      );
      const opened = await Promise.all(
        rows.map(({ memory_id, sealed }) => sealer.open(sealed, purposeOf(userId, memory_id))),
      );
      // One that was sealed with a key that is gone cannot come back.
      return opened.flatMap((json) => (json === undefined ? [] : [JSON.parse(json) as Memory]));
    },

    async findOf(userId, memoryIds, now) {
      const { rows } = await database.query<{ id: string }>(
        `select id from deletions
         where user_id = $1 and expires_at > $2 and $3::uuid[] <@ array(
           select memory_id from deleted_memories where deletion_id = id)
         order by created_at desc limit 1`,
        [userId, now, memoryIds],
      );
      return rows[0]?.id;
    },

    async purge(now) {
      await database.query('delete from deletions where expires_at <= $1', [now]);
    },
  };
}
