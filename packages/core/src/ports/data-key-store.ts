import type { UserId } from '../ids.js';

/** A user's data key, encrypted ("wrapped") by the key-ring key that `keyId` names. */
export interface WrappedDataKey {
  readonly ownerId: UserId;
  readonly keyId: string;
  readonly wrapped: Uint8Array;
}

export interface DataKeyStore {
  /** Returns the keys of those owners that have one, in any order. */
  find(ownerIds: readonly UserId[]): Promise<readonly WrappedDataKey[]>;
  /**
   * Stores the key unless its owner already has one. Returns the stored key. Atomic.
   * @throws PicardError `not_found` for an owner whose key was destroyed: that owner cannot get another key.
   */
  insertIfAbsent(key: WrappedDataKey): Promise<WrappedDataKey>;
  /**
   * Returns keys that are not wrapped by `currentKeyId`, by ascending owner, starting after `after`: those that a
   * rotation still has to rewrap.
   */
  listOutdated(query: {
    readonly currentKeyId: string;
    readonly after: UserId | undefined;
    readonly limit: number;
  }): Promise<readonly WrappedDataKey[]>;
  /** Replaces `from` with `to` for one owner if `from` is still stored. Returns whether it did. Atomic. */
  replace(from: WrappedDataKey, to: WrappedDataKey): Promise<boolean>;
  /** Removes the owner's key, for example after it has moved to another store. The owner can get another key. */
  remove(ownerId: UserId): Promise<void>;
  /**
   * Permanently destroys the owner's key, and with it every text sealed by it. The owner's id can never get
   * another key, so that concurrent work cannot create one. Idempotent. Atomic.
   */
  destroy(ownerId: UserId, at: Date): Promise<void>;
}
