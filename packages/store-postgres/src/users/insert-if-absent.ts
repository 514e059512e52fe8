import { PicardError } from '@picard-mcp/core';
import type { RealmAccount, UserAccount } from '@picard-mcp/core/ports';
import type { Queryable } from '../database/database.js';
import { accountOf, type UserRow, userColumns, userValues } from './user-row.js';

/** Retries only if another transaction inserts the same user between the select and the insert. */
const attempts = 3;

/** Stores a user of a realm unless the realm has one with that name. Returns the stored user. */
export async function insertIfAbsent(
  database: Queryable,
  user: RealmAccount,
): Promise<UserAccount> {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const { rows } = await database.query<UserRow>({
      name: 'users-insert-if-absent',
      // Looks first: of calls for the same user all but the first write nothing.
      text: `
        with kept as (
          select ${userColumns} from users where lower(username) = lower($3) and realm = $2
        ), made as (
          insert into users (${userColumns})
          select $1::uuid, $2, $3, $4, $5, $6::boolean, $7::boolean, $8::timestamptz
          where not exists (select from kept)
          on conflict (lower(username), realm) do nothing
          returning ${userColumns}
        )
        select ${userColumns} from kept union all select ${userColumns} from made`,
      values: userValues(user),
    });
    if (rows[0]) return accountOf(rows[0]);
  }
  throw new PicardError('internal', 'A user of a realm was neither stored nor found.');
}
