import type { Revocation, RevocationStore } from '@picard-mcp/oauth/ports';
import type { Queryable } from '../database/database.js';
import { revokeSubject } from './revocation-log.js';

interface RevocationRow {
  /** A `bigint`, which the driver gives as text. */
  readonly position: string;
  readonly kind: Revocation['kind'];
  readonly subject: string;
  readonly at: Date;
  readonly expires_at: Date;
}

/** What every instance on the database learns of tokens that are no longer good. */
export function revocationStore(database: Queryable): RevocationStore {
  return {
    async revokeToken({ tokenId, at, expiresAt }) {
      await database.query({ text: revokeSubject('token'), values: [tokenId, at, expiresAt] });
    },
    async after(position) {
      const { rows } = await database.query<RevocationRow>({
        name: 'revocations-after',
        text: `
          select position, kind, subject, at, expires_at from oauth_revocations
          where position > $1 order by position`,
        values: [position],
      });
      return rows.map(({ expires_at: expiresAt, ...row }) => ({
        ...row,
        position: Number(row.position),
        expiresAt,
      }));
    },
  };
}
