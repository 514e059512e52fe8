/** Something whose access tokens are no longer good. */
export interface Revocation {
  /** Grows with each revocation, in the order in which they become visible. */
  readonly position: number;
  /**
   * `token`: the one with this `jti`. `grant`: all of that grant. `client`: all issued to that client
   * before `at`. `user`: all issued to that user before `at` that have no grant.
   */
  readonly kind: 'token' | 'grant' | 'client' | 'user';
  readonly subject: string;
  readonly at: Date;
  /** When no token lives any more that it could be about. */
  readonly expiresAt: Date;
}

/** Retention of revocations of many tokens, in days: longer than the lifetime of any of these tokens. */
export const revocationDays = { grant: 1, client: 90, user: 90 } as const;

/** What every instance must know to refuse tokens that are still valid by their signature. */
export interface RevocationStore {
  /** `expiresAt`: when the token would have expired. */
  revokeToken(revocation: {
    readonly tokenId: string;
    readonly at: Date;
    readonly expiresAt: Date;
  }): Promise<void>;
  /**
   * Returns the revocations after `position`, ascending; 0 returns all that are stored. Calling again with the last
   * position misses none: a revocation never becomes visible after one of a higher position.
   */
  after(position: number): Promise<readonly Revocation[]>;
}
