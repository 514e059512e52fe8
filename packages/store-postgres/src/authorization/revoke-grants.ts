import { isUuid, type UserId } from '@picard-mcp/core';
import type { Grant } from '@picard-mcp/oauth/ports';
import type { Database, Queryable } from '../database/database.js';
import { type GrantRow, grantColumns, grantOf } from './grant-row.js';
import { noteRevokedGrants, revokeSubject } from './revocation-log.js';

/** Ends a grant; false when there is none that lives. */
export async function revokeGrant(database: Database, grantId: string, at: Date): Promise<boolean> {
  if (!isUuid(grantId)) return false;
  const { rows } = await database.query({
    text: `
      with revoked as (
        update oauth_grants set revoked_at = $2 where id = $1 and revoked_at is null returning id
      ), ${noteRevokedGrants('$2')}
      select from revoked`,
    values: [grantId, at],
  });
  return rows.length > 0;
}

/** Ends the grant of a client's refresh token; `undefined` when it has none that lives. */
export async function revokeByRefreshToken(
  database: Database,
  revocation: { readonly tokenHash: string; readonly clientId: string; readonly at: Date },
): Promise<Grant | undefined> {
  const { rows } = await database.query<GrantRow>({
    text: `
      with revoked as (
        update oauth_grants as granted set revoked_at = $3 from oauth_refresh_tokens as token
        where token.hash = $1 and granted.id = token.grant_id and granted.client_id = $2
          and granted.revoked_at is null
        returning ${grantColumns}
      ), ${noteRevokedGrants('$3')}
      select * from revoked`,
    values: [revocation.tokenHash, revocation.clientId, revocation.at],
  });
  return rows[0] && grantOf(rows[0]);
}

export interface UserRevocation {
  readonly userId: UserId;
  readonly at: Date;
  readonly deactivate: boolean;
}

/** Ends everything that a user has. */
export function revokeUser(
  database: Database,
  { userId, at, deactivate }: UserRevocation,
): Promise<void> {
  return database.transaction(async (transaction) => {
    if (deactivate) {
      await transaction.query({
        text: 'update users set is_active = false where id = $1',
        values: [userId],
      });
    }
    await transaction.query({
      text: 'delete from oauth_sessions where user_id = $1',
      values: [userId],
    });
    await transaction.query({
      text: `
        with revoked as (
          update oauth_grants set revoked_at = $2
          where id = any (array(${liveGrants('user_id = $1')}))
          returning id
        ), ${noteRevokedGrants('$2')}
        select from revoked`,
      values: [userId, at],
    });
    await transaction.query({ text: revokeSubject('user'), values: [userId, at] });
  });
}

/** Ends everything that a client was granted, within a transaction that holds the row of the client. */
export async function revokeClient(
  transaction: Queryable,
  clientId: string,
  at: Date,
): Promise<void> {
  await transaction.query({
    text: `
      update oauth_grants set revoked_at = $2
      where id = any (array(${liveGrants('client_id = $1')}))`,
    values: [clientId, at],
  });
  await transaction.query({ text: revokeSubject('client'), values: [clientId, at] });
}

/** Locked in one order, so that two that end many grants cannot wait for each other. */
function liveGrants(condition: string): string {
  return `
    select id from oauth_grants where ${condition} and revoked_at is null order by id for update`;
}
