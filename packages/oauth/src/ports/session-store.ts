import type { UserId } from '@picard-mcp/core';

/** A browser in which a user is logged in. */
export interface Session {
  /** SHA-256 of the cookie's value, base64url. */
  readonly hash: string;
  readonly userId: UserId;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

export interface SessionStore {
  insert(session: Session): Promise<void>;
  /** `undefined` for one that has expired by `now`, was removed, or never was. */
  find(hash: string, now: Date): Promise<Session | undefined>;
  remove(hash: string): Promise<void>;
  /** All of the user's but `exceptHash`. */
  removeOfUser(userId: UserId, exceptHash?: string): Promise<void>;
}
