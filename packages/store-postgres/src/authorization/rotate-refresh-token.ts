import { type Scope, scopes } from '@picard-mcp/core';
import type { RefreshRotation, RotateOutcome } from '@picard-mcp/oauth/ports';
import type { Queryable } from '../database/database.js';
import { storableText } from '../storable-text.js';
import { type GrantRow, grantColumns, grantOf, isOfInactiveUser } from './grant-row.js';
import { noteRevokedGrants } from './revocation-log.js';

/** What the rotation finds, where it cannot be done. */
interface PresentedRow extends GrantRow {
  readonly reused: boolean;
  readonly live: boolean;
  readonly covered: boolean;
  readonly on_resource: boolean;
}

const covers = '($3::text[] is null or granted.scopes && $3)';
const isOnResource = '($4::text is null or granted.resource = $4)';

/**
 * Rotates a refresh token in one statement that validates it, marks it as used and stores the successor. Of many at
 * once, the row of the token lets one through; the others find it rotated then.
 */
export async function rotateRefreshToken(
  database: Queryable,
  rotation: RefreshRotation,
): Promise<RotateOutcome> {
  const { tokenHash, clientId, resource, successor, graceMs, at } = rotation;
  const values = [
    tokenHash,
    clientId,
    sufficientScopes(rotation.scopes),
    resource === undefined ? null : storableText(resource),
    // Without a grace there is none, also where the clock of the instance that rotated was ahead.
    graceMs > 0 ? new Date(at.getTime() - graceMs) : null,
    at,
  ];
  const { rows } = await database.query<GrantRow>({
    name: 'oauth-rotate-refresh-token',
    // The grant is locked, so that a revocation happens either before or after.
    text: `
      with good as (
        select ${grantColumns}
        from oauth_refresh_tokens as token join oauth_grants as granted on granted.id = token.grant_id
        where token.hash = $1 and granted.client_id = $2 and ${covers} and ${isOnResource}
          and (token.rotated_at is null or token.rotated_at > $5) and token.expires_at > $6
          and granted.revoked_at is null and not ${isOfInactiveUser}
        for share of granted
      ), rotated as (
        update oauth_refresh_tokens as token set rotated_at = coalesce(token.rotated_at, $6) from good
        where token.hash = $1 and (token.rotated_at is null or token.rotated_at > $5)
        returning good.*
      ), kept as (
        insert into oauth_refresh_tokens (hash, grant_id, expires_at)
        select $7, id, $8::timestamptz from rotated
      )
      select * from rotated`,
    values: [...values, successor.hash, successor.expiresAt],
  });
  if (rows[0]) return { kind: 'rotated', grant: grantOf(rows[0]) };
  return refusal(database, values);
}

/** Says why; ends the grant when the same client had rotated the token before (OAuth 2.1 section 4.3.1). */
async function refusal(database: Queryable, values: readonly unknown[]): Promise<RotateOutcome> {
  const { rows } = await database.query<PresentedRow>({
    text: `
      with presented as (
        select ${grantColumns},
          token.rotated_at is not null and (token.rotated_at > $5) is not true as reused,
          granted.revoked_at is null and token.expires_at > $6 and not ${isOfInactiveUser} as live,
          ${covers} as covered, ${isOnResource} as on_resource
        from oauth_refresh_tokens as token join oauth_grants as granted on granted.id = token.grant_id
        where token.hash = $1 and granted.client_id = $2
      ), revoked as (
        update oauth_grants as granted set revoked_at = $6 from presented
        where presented.reused and granted.id = presented.id and granted.revoked_at is null
        returning granted.id
      ), ${noteRevokedGrants('$6')}
      select * from presented`,
    values,
  });
  const presented = rows[0];
  if (presented?.reused) return { kind: 'reused', grant: grantOf(presented) };
  if (!presented?.live) return { kind: 'refused', reason: 'token' };
  if (!presented.covered) return { kind: 'refused', reason: 'scope' };
  return { kind: 'refused', reason: presented.on_resource ? 'token' : 'resource' };
}

/** The scopes of which a grant must have at least one to include all requested scopes; `null`: none were requested. */
function sufficientScopes(asked: readonly Scope[] | undefined): readonly Scope[] | null {
  if (asked === undefined || asked.length === 0) return null;
  return scopes.slice(Math.max(...asked.map((scope) => scopes.indexOf(scope))));
}
