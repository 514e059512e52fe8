import { PicardError } from '@picard-mcp/core';
import type { UserAccount, UserStore } from '@picard-mcp/core/ports';
import type { Database } from '../database/database.js';
import { storableText } from '../storable-text.js';
import { insertIfAbsent } from './insert-if-absent.js';
import { accountOf, type UserRow, userColumns, userValues } from './user-row.js';

/** Users in the database: local accounts, and those that clients asserted. */
export function userStore(database: Database): UserStore {
  async function find(
    name: string,
    condition: string,
    ...values: readonly string[]
  ): Promise<UserAccount | undefined> {
    const { rows } = await database.query<UserRow>({
      name,
      text: `select ${userColumns} from users where ${condition}`,
      values: values.map(storableText),
    });
    return rows[0] && accountOf(rows[0]);
  }

  return {
    async insert(user) {
      const { rowCount } = await database.query({
        text: `
          insert into users (${userColumns}) values ($1, $2, $3, $4, $5, $6, $7, $8)
          on conflict do nothing`,
        values: userValues(user),
      });
      if (rowCount === 0) throw taken();
    },
    insertIfAbsent: (user) => insertIfAbsent(database, user),
    findById: (id) => find('users-find', 'id = $1', id),
    findByUsername: (username) =>
      find('users-find-by-username', 'lower(username) = lower($1) and realm is null', username),
    findByEmail: (email) =>
      find('users-find-by-email', 'lower(email) = lower($1) and realm is null', email),
    findInRealm: (realm, username) =>
      find('users-find-in-realm', 'lower(username) = lower($2) and realm = $1', realm, username),
    async list({ text = '', after, limit }) {
      const { rows } = await database.query<UserRow>({
        text: `
          select ${userColumns} from users
          where ($1 = '' or strpos(lower(username), lower($1)) > 0 or strpos(lower(email), lower($1)) > 0)
            and ($2::timestamptz is null or (created_at, id) > ($2, $3::uuid))
          order by created_at, id limit $4`,
        values: [storableText(text), after?.createdAt ?? null, after?.id ?? null, limit],
      });
      return rows.map(accountOf);
    },
    async update(id, { email, isActive, isSuperuser }) {
      const { rows } = await database
        .query<UserRow>({
          text: `
            update users set
              email = coalesce($2, email),
              is_active = coalesce($3, is_active),
              is_superuser = coalesce($4, is_superuser)
            where id = $1
            returning ${userColumns}`,
          values: [id, email ?? null, isActive ?? null, isSuperuser ?? null],
        })
        .catch((error: unknown) => {
          if (!(error instanceof PicardError && error.code === 'conflict')) throw error;
          throw taken(error.cause);
        });
      return rows[0] && accountOf(rows[0]);
    },
    async replacePasswordHash(id, from, to) {
      const { rowCount } = await database.query({
        text: `
          update users set password_hash = $3
          where id = $1 and password_hash is not distinct from $2`,
        values: [id, from ?? null, to],
      });
      return rowCount > 0;
    },
  };
}

function taken(cause?: unknown): PicardError {
  return new PicardError('conflict', 'This username or email address is taken.', { cause });
}
