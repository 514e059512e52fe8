import type { Database } from '../database/database.js';
import { revocationDays } from './revocation-log.js';

/** Maximum number of rows that one statement removes, so that none takes long or holds many locks. */
const batchSize = 1_000;

const dayMs = 24 * 3600 * 1000;
const unusedClientDays = 90;

/** Removes expired data. Skips rows that other transactions have locked. */
export async function purge(database: Database, now: Date): Promise<void> {
  const day = daysBefore(now, revocationDays.grant);
  await removeAll(database, revokedGrants, []);
  // An access token may outlive the refresh token that came with it, and must stay revocable.
  await removeAll(database, expiredOfGrants('oauth_codes'), [day]);
  await removeAll(database, expiredOfGrants('oauth_refresh_tokens'), [day]);
  await removeAll(database, expired('oauth_sessions', 'hash', 'expires_at'), [now]);
  await removeAll(database, expired('oauth_revocations', 'position', 'expires_at'), [now]);
  await removeAll(database, expired('rate_limits', 'key', 'expire'), [now.getTime()]);
  await removeAll(database, unusedClients, [daysBefore(now, unusedClientDays)]);
}

/** Runs a statement again and again, until it finds fewer rows than it may remove. */
async function removeAll(
  database: Database,
  text: string,
  values: readonly unknown[],
): Promise<void> {
  for (let removed = batchSize; removed === batchSize; ) {
    const { rows } = await database.query<{ count: number }>({ text, values });
    removed = rows[0]?.count ?? 0;
  }
}

function expired(table: string, key: string, expiry: string): string {
  return `
    with over as materialized (
      select ${key} as key from ${table} where ${expiry} <= $1
      order by ${expiry} limit ${batchSize} for update skip locked
    ), removed as (
      delete from ${table} where ${key} = any (array(select key from over))
    )
    select count(*)::int as count from over`;
}

/** With the grants that have nothing else left. */
function expiredOfGrants(table: 'oauth_codes' | 'oauth_refresh_tokens'): string {
  return `
    with over as materialized (
      select hash, grant_id from ${table} where expires_at <= $1
      order by expires_at limit ${batchSize} for update skip locked
    ), removed as (
      delete from ${table} where hash = any (array(select hash from over))
    ), ended as (
      delete from oauth_grants as granted
      where id = any (array(select grant_id from over))
        and not exists (
          select from oauth_codes as code where code.grant_id = granted.id and code.expires_at > $1
        )
        and not exists (
          select from oauth_refresh_tokens as token
          where token.grant_id = granted.id and token.expires_at > $1
        )
    )
    select count(*)::int as count from over`;
}

/** Instances know of them by the revocations. Their codes and tokens go with them. */
const revokedGrants = `
  with over as materialized (
    select id from oauth_grants where revoked_at is not null
    order by revoked_at limit ${batchSize} for update skip locked
  ), removed as (
    delete from oauth_grants where id = any (array(select id from over))
  )
  select count(*)::int as count from over`;

/** Refreshing counts as use: clients with an active grant are not removed. */
const unusedClients = `
  with over as materialized (
    select id from oauth_clients as client
    where registered_by = 'client' and coalesce(last_used_at, created_at) < $1
      and not exists (
        select from oauth_grants as granted
        where granted.client_id = client.id::text and granted.revoked_at is null
      )
    order by coalesce(last_used_at, created_at) limit ${batchSize} for update skip locked
  ), removed as (
    delete from oauth_clients where id = any (array(select id from over))
  )
  select count(*)::int as count from over`;

function daysBefore(time: Date, days: number): Date {
  return new Date(time.getTime() - days * dayMs);
}
