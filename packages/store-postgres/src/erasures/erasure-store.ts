import type { UserId } from '@picard-mcp/core';
import type { ErasureStore } from '@picard-mcp/core/ports';
import type { Database } from '../database/database.js';
import { removeUser } from './remove-user.js';

interface ErasureRow {
  readonly user_id: UserId;
  readonly is_finished: boolean;
}

/** Erasures, and the removal of everything the database stores about a user. */
export function erasureStore(database: Database): ErasureStore {
  return {
    async begin(userId, at) {
      await database.query({
        text: 'insert into erasures (user_id, begun_at) values ($1, $2) on conflict do nothing',
        values: [userId, at],
      });
    },

    removeUser: (userId, at) => removeUser(database, userId, at),

    async listOpen({ since, limit }) {
      const { rows } = await database.query<ErasureRow>({
        text: `
          select user_id, is_finished from (
            select user_id, begun_at, false as is_finished from erasures where finished_at is null
            union all
            select user_id, begun_at, true from erasures where finished_at > $1
          ) as open
          order by begun_at limit $2`,
        values: [since, limit],
      });
      return rows.map((row) => ({ userId: row.user_id, isFinished: row.is_finished }));
    },
  };
}
