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

/** Whoever lets users in, as the care for their accounts needs it. */
export interface UserAccess {
  /** Ends every token, grant and session of the user, on every instance, and lets nothing new begin. Idempotent. */
  end(userId: UserId): Promise<void>;
  /**
   * Hears, on every instance and within a second, of users whose access was ended, by a test that tells
   * who they are. Answers how to stop.
   */
  onEnded(listener: (isEnded: (userId: UserId) => boolean) => void): () => void;
  /** What the user's grants that live are, the oldest first. */
  list(userId: UserId): Promise<readonly ClientAccess[]>;
}
