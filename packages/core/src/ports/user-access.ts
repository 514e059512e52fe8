import type { UserId } from '../ids.js';

/** What a user has allowed a client to do. */
export interface ClientAccess {
  readonly grantId: string;
  readonly clientId: string;
  /** Absent for a client that is not known any more. */
  readonly clientName: string | undefined;
  readonly scopes: readonly string[];
  readonly createdAt: Date;
}

/** The authorization server, as account erasure and archives use it. */
export interface UserAccess {
  /** Ends every token, grant and session of the user, on every instance, and lets nothing new begin. Idempotent. */
  end(userId: UserId): Promise<void>;
  /**
   * Calls the listener on every instance, within one second, when the access of users has ended. The argument
   * tests whether a user is one of them. Returns a function that removes the listener.
   */
  onEnded(listener: (isEnded: (userId: UserId) => boolean) => void): () => void;
  /** What the user's grants that live are, the oldest first. */
  list(userId: UserId): Promise<readonly ClientAccess[]>;
}
