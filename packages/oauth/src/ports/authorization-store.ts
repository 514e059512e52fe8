import type { SigningKeyStorage } from '../keys/signing-key-storage.js';
import type { ClientStore } from './client-store.js';
import type { GrantStore } from './grant-store.js';
import type { RateLimiter, RateLimitPolicy } from './rate-limiter.js';
import type { RevocationStore } from './revocation-store.js';
import type { SessionStore } from './session-store.js';

/** Totals of what the authorization server stores. */
export interface AuthorizationTotals {
  readonly clients: number;
  /** Those of them that are not deactivated. */
  readonly activeClients: number;
  /** Those that are not revoked. */
  readonly grants: number;
}

/**
 * Everything that the authorization server stores. Codes, tokens, secrets and sessions are passed as hashes.
 *
 * Every method of every part fails with a `PicardError`: `unavailable` when the database cannot answer
 * now, `internal` for what should not happen.
 */
export interface AuthorizationStore {
  readonly clients: ClientStore;
  readonly grants: GrantStore;
  readonly sessions: SessionStore;
  readonly revocations: RevocationStore;
  readonly signingKeys: SigningKeyStorage;
  /** The counts of a policy; limiters of the same policy share them. */
  rateLimiter(policy: RateLimitPolicy): RateLimiter;
  /**
   * Removes expired data: codes, refresh tokens, sessions, revocations and counts past
   * their expiry, grants without a valid token (including access tokens of up to a day), and clients that
   * registered themselves, were granted nothing for 90 days and have no grant that lives.
   */
  purge(now: Date): Promise<void>;
  totals(): Promise<AuthorizationTotals>;
}
