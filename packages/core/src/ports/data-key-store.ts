import type { UserId } from '../ids.js';

/** A user's data key, encrypted ("wrapped") by the key-ring key that `keyId` names. */
export interface WrappedDataKey {
  readonly ownerId: UserId;
  readonly keyId: string;
  readonly wrapped: Uint8Array;
}

export interface DataKeyStore {
  /** The keys of those owners that have one, in any order. */
  find(ownerIds: readonly UserId[]): Promise<readonly WrappedDataKey[]>;
  /**
   * Stores the key unless its owner has one already; answers the one that is stored. Atomic.
   * @throws PicardError `not_found` for an owner whose key was destroyed: they get no other.
   */
  insertIfAbsent(key: WrappedDataKey): Promise<WrappedDataKey>;
  /**
   * Keys not wrapped by `currentKeyId`, by ascending owner, beginning after `after`: the work that a
   * rotation has left to do.
   */
  listOutdated(query: {
    readonly currentKeyId: string;
    readonly after: UserId | undefined;
    readonly limit: number;
  }): Promise<readonly WrappedDataKey[]>;
  /** Replaces `from` by `to` for one owner if `from` is still what is stored. Atomic. */
  replace(from: WrappedDataKey, to: WrappedDataKey): Promise<boolean>;
  /** Removes the owner's key, as when it has moved to another store. The owner may get another one. */
  remove(ownerId: UserId): Promise<void>;
  /**
   * Destroys the owner's key for good, and with it every text sealed by it; the owner's id gets no other
   * key ever, so that work which was under way cannot begin anew. Idempotent. Atomic.
   */
  destroy(ownerId: UserId, at: Date): Promise<void>;
}
