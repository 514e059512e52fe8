import type { CodeRedemption, RedeemOutcome } from '@picard-mcp/oauth/ports';
import type { Queryable } from '../database/database.js';
import { storableText } from '../storable-text.js';
import { type GrantRow, grantColumns, grantOf, isOfInactiveUser } from './grant-row.js';
import { noteRevokedGrants } from './revocation-log.js';

/**
 * Redeems a code in one statement that validates it, marks it as used and stores the refresh token. Of concurrent calls, the
 * row of the code lets one through; the others find it used then.
 */
export async function redeemCode(
  database: Queryable,
  redemption: CodeRedemption,
): Promise<RedeemOutcome> {
  const { codeHash, clientId, redirectUri, codeChallenge, resource, refreshToken, at } = redemption;
  const { rows } = await database.query<GrantRow>({
    name: 'oauth-redeem-code',
    // The grant is locked, so that a revocation happens either before or after.
    text: `
      with good as (
        select ${grantColumns}
        from oauth_codes as code join oauth_grants as granted on granted.id = code.grant_id
        where code.hash = $1 and granted.client_id = $2 and code.code_challenge = $3
          and ($4::text is null or code.redirect_uri = $4)
          and ($5::text is null or granted.resource = $5)
          and code.used_at is null and code.expires_at > $6
          and granted.revoked_at is null and not ${isOfInactiveUser}
        for share of granted
      ), spent as (
        update oauth_codes as code set used_at = $6 from good
        where code.hash = $1 and code.used_at is null
        returning good.*
      ), kept as (
        insert into oauth_refresh_tokens (hash, grant_id, expires_at)
        select $7, id, $8::timestamptz from spent
      )
      select * from spent`,
    values: [
      codeHash,
      clientId,
      codeChallenge,
      redirectUri === undefined ? null : storableText(redirectUri),
      resource === undefined ? null : storableText(resource),
      at,
      refreshToken.hash,
      refreshToken.expiresAt,
    ],
  });
  if (rows[0]) return { kind: 'redeemed', grant: grantOf(rows[0]) };
  return replay(database, redemption);
}

/**
 * Ends the grant when the same client had redeemed the code before. Without the right verifier nothing
 * happens: otherwise, anyone who found a used code could revoke a grant that is not theirs (OAuth 2.1 section 7.5.3).
 */
async function replay(
  database: Queryable,
  { codeHash, clientId, codeChallenge, at }: CodeRedemption,
): Promise<RedeemOutcome> {
  const { rows } = await database.query<GrantRow>({
    text: `
      with replayed as (
        select ${grantColumns}
        from oauth_codes as code join oauth_grants as granted on granted.id = code.grant_id
        where code.hash = $1 and granted.client_id = $2 and code.code_challenge = $4
          and code.used_at is not null
      ), revoked as (
        update oauth_grants as granted set revoked_at = $3 from replayed
        where granted.id = replayed.id and granted.revoked_at is null
        returning granted.id
      ), ${noteRevokedGrants('$3')}
      select * from replayed`,
    values: [codeHash, clientId, at, codeChallenge],
  });
  return rows[0] ? { kind: 'replayed', grant: grantOf(rows[0]) } : { kind: 'refused' };
}
