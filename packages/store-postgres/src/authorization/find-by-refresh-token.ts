import type { RefreshTokenState } from '@picard-mcp/oauth/ports';
import type { Queryable } from '../database/database.js';
import { type GrantRow, grantColumns, grantOf, isOfInactiveUser } from './grant-row.js';

interface TokenRow extends GrantRow {
  readonly expires_at: Date;
  readonly is_live: boolean;
}

/** A refresh token with its grant, whatever has become of them. */
export async function findByRefreshToken(
  database: Queryable,
  tokenHash: string,
  now: Date,
): Promise<RefreshTokenState | undefined> {
  const { rows } = await database.query<TokenRow>({
    name: 'oauth-find-by-refresh-token',
    text: `
      select ${grantColumns}, token.expires_at,
        token.rotated_at is null and token.expires_at > $2
          and granted.revoked_at is null and not ${isOfInactiveUser} as is_live
      from oauth_refresh_tokens as token join oauth_grants as granted on granted.id = token.grant_id
      where token.hash = $1`,
    values: [tokenHash, now],
  });
  const [row] = rows;
  return row && { grant: grantOf(row), expiresAt: row.expires_at, isLive: row.is_live };
}
