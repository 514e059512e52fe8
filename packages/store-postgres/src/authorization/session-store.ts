import type { UserId } from '@picard-mcp/core';
import type { SessionStore } from '@picard-mcp/oauth/ports';
import type { Database } from '../database/database.js';

interface SessionRow {
  readonly hash: string;
  readonly user_id: UserId;
  readonly created_at: Date;
  readonly expires_at: Date;
}

/** Browsers in which users are logged in, in the database. */
export function sessionStore(database: Database): SessionStore {
  return {
    async insert({ hash, userId, createdAt, expiresAt }) {
      await database.query({
        text: `
          insert into oauth_sessions (hash, user_id, created_at, expires_at)
          values ($1, $2, $3, $4)`,
        values: [hash, userId, createdAt, expiresAt],
      });
    },
    async find(hash, now) {
      const { rows } = await database.query<SessionRow>({
        name: 'oauth-find-session',
        text: `
          select hash, user_id, created_at, expires_at from oauth_sessions
          where hash = $1 and expires_at > $2`,
        values: [hash, now],
      });
      const [row] = rows;
      return (
        row && {
          hash: row.hash,
          userId: row.user_id,
          createdAt: row.created_at,
          expiresAt: row.expires_at,
        }
      );
    },
    async remove(hash) {
      await database.query({ text: 'delete from oauth_sessions where hash = $1', values: [hash] });
    },
    async removeOfUser(userId, exceptHash) {
      await database.query({
        text: 'delete from oauth_sessions where user_id = $1 and hash is distinct from $2',
        values: [userId, exceptHash ?? null],
      });
    },
  };
}
