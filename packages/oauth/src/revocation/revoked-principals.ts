import type { Principal } from '@picard-mcp/core';
import type { Revocation } from '../ports/revocation-store.js';

/**
 * For how long after a revocation by time tokens still count as issued before it. A token says the second
 * of its issue alone, the clocks of two instances differ a little, and a token may have been on its way
 * when the revocation came.
 */
const clockSkewMs = 2_000;

/** Revocations, in the form in which a principal is asked about. */
export interface RevokedPrincipals {
  add(revocation: Revocation): void;
  /** At most four lookups, without allocations. */
  has(principal: Principal): boolean;
  /** Forgets the revocations that no token can be about any more. */
  forgetUntil(now: number): void;
}

export function revokedPrincipals(): RevokedPrincipals {
  /** By subject, its last revocation. */
  const last: Readonly<Record<Revocation['kind'], Map<string, Revocation>>> = {
    token: new Map(),
    grant: new Map(),
    client: new Map(),
    user: new Map(),
  };

  /** A token that does not say when it was issued may have been issued before anything. */
  function isBefore(issuedAt: Date | undefined, revocation: Revocation | undefined): boolean {
    if (revocation === undefined) return false;
    return issuedAt === undefined || issuedAt.getTime() <= revocation.at.getTime() + clockSkewMs;
  }

  return {
    add(revocation) {
      const { kind, subject, at } = revocation;
      const known = last[kind].get(subject);
      if (known === undefined || known.at <= at) last[kind].set(subject, revocation);
    },
    has({ userId, clientId, tokenId, grantId, issuedAt }) {
      if (tokenId !== undefined && last.token.has(tokenId)) return true;
      if (grantId !== undefined && last.grant.has(grantId)) return true;
      if (clientId !== undefined && isBefore(issuedAt, last.client.get(clientId))) return true;
      // Ending everything of a user ends each grant separately; a later grant is not among them.
      return grantId === undefined && isBefore(issuedAt, last.user.get(userId));
    },
    forgetUntil(now) {
      for (const known of Object.values(last)) {
        for (const [subject, { expiresAt }] of known) {
          if (expiresAt.getTime() <= now) known.delete(subject);
        }
      }
    },
  };
}
