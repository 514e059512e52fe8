import { revocationDays } from '../../ports/revocation-store.js';
import type { Tables } from './tables.js';

const dayMs = 24 * 3600 * 1000;
const unusedDays = 90;

/** Removes everything that has expired, except rate limiter counts. */
export function purge(tables: Tables, now: Date): void {
  const { clients, codes, grants, refreshTokens, revocations, sessions } = tables;
  removeWhere(sessions, ({ expiresAt }) => expiresAt <= now);
  revocations.purge(now);

  // An access token may outlive the refresh token that came with it, and must stay revocable.
  const since = daysBefore(now, revocationDays.grant);
  const isOver = ({ grantId, expiresAt }: { readonly grantId: string; readonly expiresAt: Date }) =>
    expiresAt <= since || grants.get(grantId)?.revokedAt !== undefined;
  removeWhere(codes, isOver);
  removeWhere(refreshTokens, isOver);
  const inUse = new Set([...codes.values(), ...refreshTokens.values()].map((row) => row.grantId));
  removeWhere(grants, ({ grant }) => !inUse.has(grant.id));

  const holders = new Set([...grants.values()].map(({ grant }) => grant.clientId));
  const unusedSince = daysBefore(now, unusedDays);
  removeWhere(
    clients,
    ({ client, usedAt = client.createdAt }) =>
      client.registeredBy === 'client' && usedAt < unusedSince && !holders.has(client.clientId),
  );
}

function daysBefore(time: Date, days: number): Date {
  return new Date(time.getTime() - days * dayMs);
}

function removeWhere<Key, Row>(rows: Map<Key, Row>, isOver: (row: Row) => boolean): void {
  for (const [key, row] of [...rows]) {
    if (isOver(row)) rows.delete(key);
  }
}
