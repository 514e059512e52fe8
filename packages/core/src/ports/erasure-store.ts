import type { UserId } from '../ids.js';

/**
 * Users who are to be, or were, erased. Of an erased user their id alone is kept, which no longer means
 * anybody.
 */
export interface ErasureStore {
  /** Notes that the user is to be erased, so that a crash leaves nothing half done for good. Idempotent. */
  begin(userId: UserId, at: Date): Promise<void>;
  /**
   * Removes, in one transaction, everything that the store keeps of the user but the record of activity,
   * from which it takes network addresses and details; and notes that the erasure is finished. Idempotent.
   * Memories, shares given and received, groups, memberships, personas, profile, data key, grants,
   * sessions and account are gone then.
   */
  removeUser(userId: UserId, at: Date): Promise<void>;
  /** Erasures that were begun and not finished, and those finished after `since`: the oldest first. */
  listOpen(query: {
    readonly since: Date;
    readonly limit: number;
  }): Promise<readonly { readonly userId: UserId; readonly isFinished: boolean }[]>;
}
