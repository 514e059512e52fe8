import { isUuid } from '@picard-mcp/core';
import type { Grant, NewCode, NewRefreshToken } from '@picard-mcp/oauth/ports';
import type { Queryable } from '../database/database.js';
import { grantValues } from './grant-row.js';

/**
 * The user and client of a new grant, if active. The locks make a deactivation of the user or the client wait, so that it
 * finds the new grant among those that it ends, or make this statement wait, so that it sees them inactive.
 * `for key share` lets the use of the client be noted meanwhile.
 */
const refusedParts = `
  account as (
    select is_active from users where id = $2 for share
  ), client as (
    select is_active from oauth_clients where id = $7 for key share
  ), refused as materialized (
    select 1 from account where not is_active union all select 1 from client where not is_active
  )`;

/** Clients are removed after months without use: a precision of a minute is enough, and most grants write nothing here. */
const usedPart = `
  used as (
    update oauth_clients set last_used_at = $6
    where id = $7 and exists (select from granted)
      and (last_used_at is null or last_used_at < $6::timestamptz - interval '1 minute')
  )`;

const grantColumns = 'id, user_id, client_id, scopes, resource, created_at';
const grantPlaceholders = '$1::uuid, $2::uuid, $3::text, $4::text[], $5::text, $6::timestamptz';

/** `$1` to `$7` of the statements below. */
function valuesOf(grant: Grant): readonly unknown[] {
  return [...grantValues(grant), isUuid(grant.clientId) ? grant.clientId : null];
}

/** Stores a grant with its code, unless its request already has one. */
export async function issueCode(
  database: Queryable,
  code: NewCode,
): Promise<'issued' | 'already_answered' | 'user_inactive'> {
  const { rows } = await database.query<{ issued: boolean; refused: boolean }>({
    name: 'oauth-issue-code',
    // The code is checked against its grant when the statement ends: it may come first.
    text: `
      with ${refusedParts}, code as (
        insert into oauth_codes
          (hash, request_id, grant_id, redirect_uri, code_challenge, expires_at)
        select $8, $9, $1::uuid, $10, $11, $12::timestamptz where not exists (select from refused)
        on conflict (request_id) do nothing
        returning grant_id
      ), granted as (
        insert into oauth_grants (${grantColumns}) select ${grantPlaceholders} from code returning id
      ), ${usedPart}
      select exists (select from granted) as issued, exists (select from refused) as refused`,
    values: [
      ...valuesOf(code.grant),
      code.codeHash,
      code.requestId,
      code.redirectUri,
      code.codeChallenge,
      code.expiresAt,
    ],
  });
  if (rows[0]?.issued) return 'issued';
  return rows[0]?.refused ? 'user_inactive' : 'already_answered';
}

/** Stores a grant with a refresh token. Returns whether it did. */
export async function createGrant(
  database: Queryable,
  grant: Grant,
  refreshToken: NewRefreshToken,
): Promise<boolean> {
  const { rows } = await database.query<{ created: boolean }>({
    name: 'oauth-create-grant',
    text: `
      with ${refusedParts}, granted as (
        insert into oauth_grants (${grantColumns})
        select ${grantPlaceholders} where not exists (select from refused)
        returning id
      ), kept as (
        insert into oauth_refresh_tokens (hash, grant_id, expires_at)
        select $8, id, $9::timestamptz from granted
      ), ${usedPart}
      select exists (select from granted) as created`,
    values: [...valuesOf(grant), refreshToken.hash, refreshToken.expiresAt],
  });
  return rows[0]?.created === true;
}
