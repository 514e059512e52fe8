import type { Principal } from './principal.js';

/** Turns a bearer token into the principal that it speaks for. */
export interface TokenVerifier {
  /**
   * @throws PicardError `unauthenticated` for every token that is not valid now: expired, revoked,
   *   malformed, of another issuer, audience, type or algorithm.
   */
  verify(token: string): Promise<Principal>;
}
