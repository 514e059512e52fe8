/** The public surface of `@picard-mcp/oauth/ports`: what a storage adapter implements. Interfaces and constants alone. */
export {
  type AuthenticationMethod,
  authenticationMethods,
  type Client,
  type ClientDescription,
} from '../client/client.js';
export type { Grant } from '../grant/grant.js';
export type { SigningKeyStorage, StoredSigningKey } from '../keys/signing-key-storage.js';
export type { AuthorizationStore, AuthorizationTotals } from './authorization-store.js';
export type { ClientChanges, ClientQuery, ClientStore } from './client-store.js';
export type {
  CodeRedemption,
  GrantStore,
  NewCode,
  NewRefreshToken,
  RedeemOutcome,
  RefreshRotation,
  RefreshTokenState,
  RotateOutcome,
} from './grant-store.js';
export type { RateLimiter, RateLimitPolicy } from './rate-limiter.js';
export { type Revocation, type RevocationStore, revocationDays } from './revocation-store.js';
export type { Session, SessionStore } from './session-store.js';
