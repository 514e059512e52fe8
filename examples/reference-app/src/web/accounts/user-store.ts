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

/** Milliseconds are what JavaScript can tell apart. */
const laterSessions =
  "greatest(date_trunc('milliseconds', now()), sessions_from + interval '1 millisecond')";

/**
 * The user that was made, or which of the two names is taken already. The username of a deleted account stays taken: its
 * memories may still be at the memory server.
 */
export async function insertUser(
  database: Queryable,
  { id, username, email, name, passwordHash }: NewUser,
): Promise<{ readonly user: User } | { readonly taken: 'username' | 'email' }> {
  try {
    const { rows } = await database.query<Row>(
      `with taken as (
         insert into usernames (digest) values (sha256(convert_to(lower($2), 'UTF8'))) returning digest
       )
       insert into users (id, username, email, name, password_hash)
       select $1::uuid, $2, $3, $4, $5 from taken
       returning *`,
      [id, username, email, name, passwordHash],
    );
    return { user: toUser(onlyRow(rows)) };
  } catch (error) {
    return { taken: takenField(error) };
  }
}

export async function findUser(database: Queryable, id: string): Promise<User | undefined> {
  const { rows } = await database.query<Row>('select * from users where id = $1', [id]);
  return rows[0] && toUser(rows[0]);
}

export interface Login {
  readonly user: User;
  readonly passwordHash: string;
}

/** By username or email address, in whatever case. */
export async function findLogin(database: Queryable, login: string): Promise<Login | undefined> {
  const { rows } = await database.query<Row>(
    'select * from users where lower(username) = lower($1) or lower(email) = lower($1) limit 1',
    [login],
  );
  return rows[0] && { user: toUser(rows[0]), passwordHash: rows[0].password_hash };
}

export async function findPasswordHash(
  database: Queryable,
  id: string,
): Promise<string | undefined> {
  const { rows } = await database.query<Pick<Row, 'password_hash'>>(
    'select password_hash from users where id = $1',
    [id],
  );
  return rows[0]?.password_hash;
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

/**
 * Also ends every session. Answers nothing when the password was changed by somebody else meanwhile.
 *
 * @param oldHash of the password that was shown to be known.
 */
export async function updatePassword(
  database: Queryable,
  id: string,
  { oldHash, newHash }: { readonly oldHash: string; readonly newHash: string },
): Promise<User | undefined> {
  const { rows } = await database.query<Row>(
    `update users set password_hash = $3, sessions_from = ${laterSessions} where id = $1 and password_hash = $2
     returning *`,
    [id, oldHash, newHash],
  );
  return rows[0] && toUser(rows[0]);
}

/** Ends every session of a user: each holds the `sessionsFrom` of its login, and that is another one now. */
export async function endSessions(database: Queryable, id: string): Promise<User | undefined> {
  const { rows } = await database.query<Row>(
    `update users set sessions_from = ${laterSessions} where id = $1 returning *`,
    [id],
  );
  return rows[0] && toUser(rows[0]);
}

export async function deleteUser(database: Queryable, id: string): Promise<void> {
  await database.query('delete from users where id = $1', [id]);
}

function onlyRow(rows: readonly Row[]): Row {
  const [row] = rows;
  if (!row) throw new Error('the database answered no row');
  return row;
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
  const isUsername = constraint === 'users_username' || constraint === 'usernames_pkey';
  if (code === '23505' && isUsername) return 'username';
  if (code === '23505' && constraint === 'users_email') return 'email';
  throw error;
}
