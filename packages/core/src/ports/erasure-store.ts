import type { UserId } from '../ids.js';

/**
 * Users who are being, or have been, erased. Only the id of an erased user is stored, which no longer identifies
 * a person.
 */
export interface ErasureStore {
  /** Records that an erasure has begun, so that it can be resumed after a crash. Idempotent. */
  begin(userId: UserId, at: Date): Promise<void>;
  /**
   * Removes, in one transaction, everything stored about the user except the activity log,
   * from which it removes network addresses and details; and records that the erasure is finished. Idempotent.
   * Memories, shares given and received, groups, memberships, personas, profile, data key, grants,
   * sessions and account are deleted.
   */
  removeUser(userId: UserId, at: Date): Promise<void>;
  /** Returns the erasures that are unfinished or were finished after `since`, oldest first. */
  listOpen(query: {
    readonly since: Date;
    readonly limit: number;
  }): Promise<readonly { readonly userId: UserId; readonly isFinished: boolean }[]>;
}
