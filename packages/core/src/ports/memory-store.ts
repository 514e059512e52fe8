import type { MemoryId, UserId } from '../ids.js';
import type { Permission, SharedWith } from '../permission/permission.js';

/** A vector and the model that made it. */
export interface StoredEmbedding {
  readonly model: string;
  readonly vector: Float32Array;
}

/**
 * The fields of a memory that are stored unencrypted, because filters and order depend on them. Times have
 * millisecond precision.
 */
export interface MemoryFacts {
  readonly tags: readonly string[];
  readonly category: string | undefined;
  readonly expirationDate: Date | undefined;
}

/** A new memory, its texts sealed. */
export interface NewMemory extends MemoryFacts {
  readonly ownerId: UserId;
  readonly id: MemoryId;
  readonly permission: Permission;
  readonly sharedWith: SharedWith;
  readonly sealedText: Uint8Array;
  readonly sealedMetadata: Uint8Array | undefined;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** Absent while the embedding service could not be reached: the memory then waits in the queue. */
  readonly embedding: StoredEmbedding | undefined;
}

/** A memory as a store gives it back: with the name of its embedding's model, without the vector. */
export interface StoredMemory extends Omit<NewMemory, 'embedding'> {
  readonly embeddingModel: string | undefined;
}

export interface ScoredMemory {
  readonly memory: StoredMemory;
  /** Cosine similarity to the query's vector, from -1 to 1. */
  readonly score: number;
}

/** A change of facts. An absent one stays; `null` clears one that a memory may lack. */
export type FactChanges = {
  readonly [Fact in keyof MemoryFacts]?: undefined extends MemoryFacts[Fact]
    ? Exclude<MemoryFacts[Fact], undefined> | null
    : MemoryFacts[Fact];
};

/** A change of one memory. An absent field stays; `null` clears. */
export interface MemoryChange extends FactChanges {
  readonly id: MemoryId;
  /** Refuses the change when the memory was updated at another time than this. */
  readonly expectedUpdatedAt?: Date;
  readonly sealedText?: Uint8Array;
  /** Goes with `sealedText`; absent there, the memory waits in the queue again. */
  readonly embedding?: StoredEmbedding;
  readonly sealedMetadata?: Uint8Array | null;
  /** Goes with `sharedWith`. */
  readonly permission?: Permission;
  /** Without `permission`: only for a memory that is `shared`, which the store checks. */
  readonly sharedWith?: SharedWith;
}

/**
 * Why a change is not made. `conflict`: the memory was updated at another time than expected. `not_shared`: the change
 * names readers and no permission, and the memory is not shared. `expiration_passed`: it sets an expiration
 * date that has passed and that the memory does not have already. Stores decide by `changeRefusal`.
 */
export type ChangeRefusal = 'conflict' | 'not_shared' | 'expiration_passed';

export type ChangeOutcome =
  | { readonly outcome: 'changed'; readonly before: StoredMemory; readonly memory: StoredMemory }
  | { readonly outcome: ChangeRefusal; readonly current: StoredMemory }
  | { readonly outcome: 'not_found' };

export type RemoveOutcome =
  | { readonly outcome: 'removed'; readonly before: StoredMemory }
  /** It was in the trash, where only its owner could find it, and was deleted permanently. */
  | { readonly outcome: 'purged' }
  | { readonly outcome: 'conflict'; readonly current: StoredMemory }
  | { readonly outcome: 'not_found' };

export interface RemoveOptions {
  readonly atomic: boolean;
  /** Refuses to remove a memory that was updated at another time than this. */
  readonly expectedUpdatedAt?: ReadonlyMap<MemoryId, Date>;
  /** The time of deletion, for memories that move to the trash. Absent: deletes permanently, also from the trash. */
  readonly deletedAt?: Date;
}

/** Which memories, of those that the viewer may read. All conditions hold together. */
export interface MemoryFilter {
  /** `own`: the viewer's. `public`: all public ones, the viewer's included. `visible`: all that the viewer may read. */
  readonly scope: 'own' | 'visible' | 'public';
  /** Only of this owner. */
  readonly ownerId?: UserId;
  /** Only memories of these ids; none for an empty list. */
  readonly memoryIds?: readonly MemoryId[];
  readonly permission?: Permission;
  /** Memories that carry every one of these tags. */
  readonly tags?: readonly string[];
  /** Memories that carry at least one of these tags; an empty list is no condition. */
  readonly anyTags?: readonly string[];
  /** Memories that carry none of these tags. */
  readonly withoutTags?: readonly string[];
  readonly category?: string;
  readonly hasCategory?: boolean;
  /** Inclusive. */
  readonly createdAfter?: Date;
  /** Exclusive. */
  readonly createdBefore?: Date;
  /** Exclusive; memories that never expire are left out. */
  readonly expiresBefore?: Date;
  readonly hasExpiry?: boolean;
  /**
   * False: only those not expired at `now`. True: only those expired, and only the viewer's own.
   * `any`: both, and only the viewer's own. Undefined means false.
   */
  readonly expired?: boolean | 'any';
}

/** The number of matching memories. */
export interface MemoryTotal {
  readonly total: number;
  /** Whether there are so many that they were not all counted. */
  readonly isEstimate: boolean;
}

/** What a label is: one of the tags of a memory, or its category. The two are apart: each has spellings of its own. */
export type LabelKind = 'tag' | 'category';

/** A label as it is shown, and how many memories carry it. */
export interface LabelCount {
  readonly label: string;
  readonly count: number;
}

/** Gives the label `from` of an owner the name `to`. */
export interface LabelRename {
  readonly kind: LabelKind;
  readonly from: string;
  readonly to: string;
  readonly now: Date;
}

/** What is announced about a memory whose label was renamed: who may read it. */
export type RelabelledMemory = Pick<StoredMemory, 'ownerId' | 'id' | 'permission' | 'sharedWith'>;

export type MemorySort = 'created_at' | 'updated_at' | 'expiration_date';

/** Keyset paging. Ties are broken by id, in the same order; memories without the sort value come last. */
export interface MemoryPage {
  readonly sort: MemorySort;
  readonly order: 'asc' | 'desc';
  readonly limit: number;
  /** The last memory of the page before: its sort value (`undefined` if it has none) and id. */
  readonly after?: { readonly value: Date | undefined; readonly id: MemoryId };
}

export interface MemorySearch {
  readonly model: string;
  readonly vector: Float32Array;
  readonly limit: number;
  /** Only memories whose score is at least this. */
  readonly minScore?: number;
}

/** A memory that waits for an embedding, leased to one worker. */
export interface PendingEmbedding {
  readonly ownerId: UserId;
  readonly id: MemoryId;
  readonly sealedText: Uint8Array;
  /** Grows with each change of the text: an embedding is saved only for the text that it was made of. */
  readonly textRevision: number;
  /** The number of previous attempts to embed this text. */
  readonly attempts: number;
}

/**
 * Storage of memories. Each method is one statement or one transaction. What a viewer may not read is
 * decided inside the store's own query, never by filtering afterwards. `now` decides about expiry.
 *
 * Labels (tags and categories) are the same when their `labelKey` is: filters and counts go by it, and a memory
 * carries each tag once. Of several spellings of one label, an owner's memories all show the one that was
 * written first, tags and categories apart; what a write returns shows it too.
 */
export interface MemoryStore {
  /**
   * Inserts all memories or none. Returns them as stored.
   *
   * @throws PicardError `conflict` when an owner already has a memory of that id, in the trash or out of it.
   */
  insert(memories: readonly NewMemory[]): Promise<readonly NewMemory[]>;
  /**
   * Inserts the memories whose owner has no memory with that id and leaves existing ones unchanged; of several that
   * are alike in both, the first. Atomic: of many calls at once, one inserts. Returns the inserted ones, in order,
   * as stored.
   *
   * @param options.replaceTrashed true: an inserted memory replaces the one with its id in the trash. false: a memory
   *   whose id is in the trash is not inserted.
   */
  insertAbsent(
    memories: readonly NewMemory[],
    options: { readonly replaceTrashed: boolean },
  ): Promise<readonly NewMemory[]>;
  /**
   * Applies changes to the owner's memories, one outcome per change, in order; ids are distinct.
   * `updatedAt` becomes `now`, or 1 ms more than before where that is later: it always grows.
   * With `atomic`, nothing is changed unless every outcome is `changed`.
   */
  update(
    ownerId: UserId,
    changes: readonly MemoryChange[],
    options: { readonly atomic: boolean; readonly now: Date },
  ): Promise<readonly ChangeOutcome[]>;
  /** Removes the owner's memories; same rules as `update`. */
  remove(
    ownerId: UserId,
    ids: readonly MemoryId[],
    options: RemoveOptions,
  ): Promise<readonly RemoveOutcome[]>;
  /** Those of `ids` that the viewer may read, in any order. Others' expired memories are left out. */
  find(viewerId: UserId, ids: readonly MemoryId[], now: Date): Promise<readonly StoredMemory[]>;
  list(
    viewerId: UserId,
    filter: MemoryFilter,
    page: MemoryPage,
    now: Date,
  ): Promise<readonly StoredMemory[]>;
  /** The first `limit` of the owner's memories that match, by id, with when they were last updated. */
  listOwn(
    ownerId: UserId,
    filter: Omit<MemoryFilter, 'scope' | 'ownerId'>,
    limit: number,
    now: Date,
  ): Promise<readonly Pick<StoredMemory, 'id' | 'updatedAt'>[]>;
  /**
   * The nearest memories, best first, of those that match and have an embedding of `search.model`.
   * Gives `search.limit` of them whenever so many exist.
   */
  search(
    viewerId: UserId,
    filter: MemoryFilter,
    search: MemorySearch,
    now: Date,
  ): Promise<readonly ScoredMemory[]>;
  /** Counts what `list` would give on all pages: exactly up to `exactUpTo`, and above that perhaps roughly. */
  count(
    viewerId: UserId,
    filter: MemoryFilter,
    options: { readonly exactUpTo: number; readonly now: Date },
  ): Promise<MemoryTotal>;
  /** Labels of the owner's unexpired memories with their counts, by descending count and then label. */
  listLabels(ownerId: UserId, kind: LabelKind, now: Date): Promise<readonly LabelCount[]>;
  /**
   * Renames a label on all of the owner's memories, those that have expired too, in one transaction. Where the owner has
   * memories with the label `to` already, the two become one and its spelling stays; where `from` and `to` are the
   * same label, `to` is its spelling from now on. `updatedAt` of the changed memories grows as in `update`.
   * Returns the changed memories, or `undefined` when no memory of the owner carries `from`.
   */
  renameLabel(
    ownerId: UserId,
    rename: LabelRename,
  ): Promise<readonly RelabelledMemory[] | undefined>;

  /**
   * Leases up to `limit` memories that have no embedding of `model` until `now` + `leaseMs`. No two
   * workers hold the same memory. With `stale`, memories embedded by another model count too;
   * without it, only those that have no embedding at all.
   */
  claimPending(options: {
    readonly model: string;
    readonly stale: boolean;
    readonly limit: number;
    readonly leaseMs: number;
    readonly now: Date;
  }): Promise<readonly PendingEmbedding[]>;
  /** Saves embeddings of claimed memories whose text has not changed since, and ends the leases. */
  saveEmbeddings(
    items: readonly (Omit<PendingEmbedding, 'sealedText' | 'attempts'> & {
      readonly embedding: StoredEmbedding;
    })[],
  ): Promise<void>;
  /** Ends leases without an embedding: counts an attempt and lets the memories wait until `retryAt`. */
  releasePending(
    items: readonly Pick<PendingEmbedding, 'ownerId' | 'id' | 'textRevision'>[],
    retryAt: Date,
  ): Promise<void>;
  /** Returns the number of memories for each embedding model; the key `undefined` counts memories without an embedding. */
  countByModel(): Promise<
    readonly { readonly model: string | undefined; readonly count: number }[]
  >;
  /** Housekeeping that speeds up later searches. Safe at any time and on several instances at once. */
  maintain(): Promise<void>;
}
