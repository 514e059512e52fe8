import type { Queryable } from '../database/database.js';
import type { User } from './user.js';

export interface NewUser {
  readonly id: string;
  readonly username: string;
  readonly email: string;
  readonly name: string;
  readonly passwordHash: string;
}

export type UserChange = Partial<Pick<User, 'email' | 'name' | 'timeZone' | 'theme'>>;

interface Row {
  readonly id: string;
  readonly username: string;
  readonly email: string;
  readonly name: string;
  readonly password_hash: string;
  readonly time_zone: string | null;
  readonly theme: User['theme'];
  readonly created_at: Date;
  readonly sessions_from: Date;
}

/** Answers which of the two is taken; nothing when the user was made. */
export async function insertUser(
  database: Queryable,
  { id, username, email, name, passwordHash }: NewUser,
): Promise<'username' | 'email' | undefined> {
  try {
    await database.query(
      'insert into users (id, username, email, name, password_hash) values ($1, $2, $3, $4, $5)',
      [id, username, email, name, passwordHash],
    );
    return undefined;
  } catch (error) {
    return takenField(error);
  }
}

export async function findUser(database: Queryable, id: string): Promise<User | undefined> {
  const { rows } = await database.query<Row>('select * from users where id = $1', [id]);
  return rows[0] && toUser(rows[0]);
}

/** By username or email address, in whatever case. */
export async function findLogin(
  database: Queryable,
  login: string,
): Promise<{ readonly user: User; readonly passwordHash: string } | undefined> {
  const { rows } = await database.query<Row>(
    'select * from users where lower(username) = lower($1) or lower(email) = lower($1) limit 1',
    [login],
  );
  return rows[0] && { user: toUser(rows[0]), passwordHash: rows[0].password_hash };
}

/** Answers whether another user has the email address already. */
export async function updateUser(
  database: Queryable,
  id: string,
  change: UserChange,
): Promise<'email' | undefined> {
  const { email, name, theme, timeZone } = change;
  try {
    await database.query(
      `update users set email = coalesce($2, email), name = coalesce($3, name), theme = coalesce($4, theme),
         time_zone = case when $5 then $6 else time_zone end
       where id = $1`,
      [id, email ?? null, name ?? null, theme ?? null, 'timeZone' in change, timeZone ?? null],
    );
    return undefined;
  } catch (error) {
    return takenField(error) === 'email' ? 'email' : undefined;
  }
}

/** Also ends every session that began before `now`. */
export async function updatePassword(
  database: Queryable,
  id: string,
  passwordHash: string,
  now: Date,
): Promise<void> {
  await database.query('update users set password_hash = $2, sessions_from = $3 where id = $1', [
    id,
    passwordHash,
    now,
  ]);
}

export async function deleteUser(database: Queryable, id: string): Promise<void> {
  await database.query('delete from users where id = $1', [id]);
}

function toUser(row: Row): User {
  return {
    id: row.id,
    username: row.username,
    email: row.email,
    name: row.name,
    timeZone: row.time_zone ?? undefined,
    theme: row.theme,
    createdAt: row.created_at,
    sessionsFrom: row.sessions_from,
  };
}

/** Which unique index an insert ran into; any other error is thrown on. */
function takenField(error: unknown): 'username' | 'email' {
  const { code, constraint } = error as { readonly code?: string; readonly constraint?: string };
  if (code === '23505' && constraint === 'users_username') return 'username';
  if (code === '23505' && constraint === 'users_email') return 'email';
  throw error;
}
