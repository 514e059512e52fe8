import { PicardError, type UserAccount, type UserId, type UserStore } from '@picard-mcp/core';
import type { Database } from '../database/database.js';

interface UserRow {
  readonly id: UserId;
  readonly username: string;
  readonly email: string;
  readonly password_hash: string | null;
  readonly is_superuser: boolean;
  readonly is_active: boolean;
  readonly created_at: Date;
}

const columns = 'id, username, email, password_hash, is_superuser, is_active, created_at';

/** Local accounts in the database. */
export function userStore(database: Database): UserStore {
  async function findBy(condition: string, value: string): Promise<UserAccount | undefined> {
    const { rows } = await database.query<UserRow>({
      text: `select ${columns} from users where ${condition}`,
      values: [value],
    });
    return rows[0] && accountOf(rows[0]);
  }

  return {
    async insert(user) {
      const { rowCount } = await database.query({
        text: `
          insert into users (${columns}) values ($1, $2, $3, $4, $5, $6, $7)
          on conflict do nothing`,
        values: [
          user.id,
          user.username,
          user.email,
          user.passwordHash ?? null,
          user.isSuperuser,
          user.isActive,
          user.createdAt,
        ],
      });
      if (rowCount === 0) {
        throw new PicardError('conflict', 'This username or email address is taken.');
      }
    },
    findById: (id) => findBy('id = $1', id),
    findByUsername: (username) => findBy('lower(username) = lower($1)', username),
  };
}

function accountOf(row: UserRow): UserAccount {
  return {
    id: row.id,
    username: row.username,
    email: row.email,
    passwordHash: row.password_hash ?? undefined,
    isSuperuser: row.is_superuser,
    isActive: row.is_active,
    createdAt: row.created_at,
  };
}
