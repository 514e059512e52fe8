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
  /** Stores the key unless its owner has one already; answers the one that is stored. Atomic. */
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
  /** Destroys the owner's key, and with it every text sealed by it. */
  remove(ownerId: UserId): Promise<void>;
}
