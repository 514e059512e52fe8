import type { MemoryId, UserId } from '../ids.js';
import type { StoredMemory } from './memory-store.js';

/** A memory in the trash, with the shares that it had. */
export interface StoredDeletedMemory extends StoredMemory {
  readonly deletedAt: Date;
}

export type RestoreOutcome =
  | { readonly outcome: 'restored'; readonly memory: StoredMemory }
  /** The owner has a memory of that id outside the trash. */
  | { readonly outcome: 'conflict'; readonly current: StoredMemory }
  | { readonly outcome: 'not_found' };

export type PurgeOutcome = { readonly outcome: 'purged' } | { readonly outcome: 'not_found' };

/** Which memories of the trash count as still there. */
interface Retained {
  /** Only those that were deleted after this time. */
  readonly deletedAfter: Date;
}

/**
 * Deleted memories, each its owner's alone. `MemoryStore.remove` brings them here. No method of `MemoryStore`
 * reads them, and no id of an owner is in both places. Each method is one statement or one transaction.
 */
export interface TrashStore {
  /** The owner's deleted memories, the newest deletion first; ties by descending id. */
  list(
    ownerId: UserId,
    page: Retained & {
      readonly limit: number;
      /** The last memory of the page before. */
      readonly after?: Pick<StoredDeletedMemory, 'deletedAt' | 'id'>;
    },
  ): Promise<readonly StoredDeletedMemory[]>;
  /**
   * Moves memories back, one outcome per id, in order; ids are distinct. Shares with groups that the owner
   * neither owns nor belongs to are dropped; then `updatedAt` grows as by a change, otherwise it stays. A memory
   * whose embedding is not of `model` waits in the queue. With `atomic`, nothing is moved unless every outcome is
   * `restored`.
   */
  restore(
    ownerId: UserId,
    ids: readonly MemoryId[],
    options: Retained & { readonly atomic: boolean; readonly model: string; readonly now: Date },
  ): Promise<readonly RestoreOutcome[]>;
  /** Removes memories from the trash for good, one outcome per id, in order. */
  purge(
    ownerId: UserId,
    ids: readonly MemoryId[],
    options: Retained & { readonly atomic: boolean },
  ): Promise<readonly PurgeOutcome[]>;
  /**
   * Removes at most `limit` memories of anybody that were deleted at `time` or before, the oldest deletions first.
   * Returns how many. Safe on several instances at once.
   */
  removeUntil(time: Date, limit: number): Promise<number>;
}
