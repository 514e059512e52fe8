import type { revocationDays as daysOfPort } from '@picard-mcp/oauth/ports';

/**
 * Number of the advisory lock under which revocations get their positions. It is held until the commit, so that
 * no position becomes visible after a higher one; and it is taken when every row that the
 * transaction changes is already locked, so that a holder never waits for another lock.
 */
const lockNumber = 5_309_206_117_296;

type Kind = keyof typeof daysOfPort;

/** The port's own numbers, which its type holds: the package itself is not loaded. */
export const revocationDays: typeof daysOfPort = { grant: 1, client: 90, user: 90 };

/** SQL for the time until which a revocation of a kind is stored; `at` is the placeholder of its time. */
function expiry(kind: Kind, at: string): string {
  return `${at}::timestamptz + interval '${revocationDays[kind] * 24} hours'`;
}

/** A statement that revokes `$1`, at `$2`; a token also says when it expires, `$3`. */
export function revokeSubject(kind: Kind | 'token'): string {
  const expiresAt = kind === 'token' ? '$3::timestamptz' : expiry(kind, '$2');
  return `
    with locked as materialized (select pg_advisory_xact_lock(${lockNumber}))
    insert into oauth_revocations (kind, subject, at, expires_at)
    select '${kind}', $1::text, $2::timestamptz, ${expiresAt} from locked`;
}

/**
 * Parts of a `with` that notify every instance of the grants in `revoked (id)`, an earlier part. The
 * `having` makes all rows of `revoked` come before the lock.
 */
export function noteRevokedGrants(at: string): string {
  return `
    locked as materialized (
      select pg_advisory_xact_lock(${lockNumber}) from revoked having count(*) > 0
    ), noted as (
      insert into oauth_revocations (kind, subject, at, expires_at)
      select 'grant', revoked.id::text, ${at}::timestamptz, ${expiry('grant', at)} from revoked, locked
    )`;
}
