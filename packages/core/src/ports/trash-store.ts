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
 * Deleted memories, accessible only to their owner. `MemoryStore.remove` moves them here. No method of `MemoryStore`
 * reads them, and an id of an owner is never in both places. Each method is one statement or transaction.
 */
export interface TrashStore {
  /** Returns the owner's deleted memories, most recently deleted first; ties by descending id. */
  list(
    ownerId: UserId,
    page: Retained & {
      readonly limit: number;
      /** The last memory of the previous page. */
      readonly after?: Pick<StoredDeletedMemory, 'deletedAt' | 'id'>;
    },
  ): Promise<readonly StoredDeletedMemory[]>;
  /**
   * Restores memories. Returns one outcome per id, in order; ids are distinct. Shares with groups that the owner
   * neither owns nor belongs to are removed, which advances `updatedAt` like any change. A memory
   * without an embedding of `model` is queued. With `atomic`, nothing is restored unless every outcome is
   * `restored`.
   */
  restore(
    ownerId: UserId,
    ids: readonly MemoryId[],
    options: Retained & { readonly atomic: boolean; readonly model: string; readonly now: Date },
  ): Promise<readonly RestoreOutcome[]>;
  /** Permanently deletes memories from the trash. Returns one outcome per id, in order. */
  purge(
    ownerId: UserId,
    ids: readonly MemoryId[],
    options: Retained & { readonly atomic: boolean },
  ): Promise<readonly PurgeOutcome[]>;
  /**
   * Permanently deletes at most `limit` memories of any user that were deleted at or before `time`, oldest deletions first.
   * Returns the number deleted. Safe to run concurrently on several instances.
   */
  removeUntil(time: Date, limit: number): Promise<number>;
}
