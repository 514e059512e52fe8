import type { MemoryId, UserId } from '../ids.js';
import type { Permission, SharedWith } from '../permission/permission.js';

/** A vector and the model that made it. */
export interface StoredEmbedding {
  readonly model: string;
  readonly vector: Float32Array;
}

/**
 * What the owner says of a memory besides its text, kept as it is: filters and order depend on it. Times have
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
  /** Both or neither. */
  readonly permission?: Permission;
  readonly sharedWith?: SharedWith;
}

export type ChangeOutcome =
  | { readonly outcome: 'changed'; readonly before: StoredMemory; readonly memory: StoredMemory }
  | { readonly outcome: 'conflict'; readonly current: StoredMemory }
  | { readonly outcome: 'not_found' };

export type RemoveOutcome =
  | { readonly outcome: 'removed'; readonly before: StoredMemory }
  /** It was in the trash, where nobody but its owner could find it, and is gone for good. */
  | { readonly outcome: 'purged' }
  | { readonly outcome: 'conflict'; readonly current: StoredMemory }
  | { readonly outcome: 'not_found' };

export interface RemoveOptions {
  readonly atomic: boolean;
  /** Refuses to remove a memory that was updated at another time than this. */
  readonly expectedUpdatedAt?: ReadonlyMap<MemoryId, Date>;
  /** Moves the memories into the trash as of this time. Absent: removes them for good, also from the trash. */
  readonly deletedAt?: Date;
}

/** Which memories, of those that the viewer may read. All conditions hold together. */
export interface MemoryFilter {
  /** `own`: the viewer's. `public`: all public ones, the viewer's included. `visible`: all that the viewer may read. */
  readonly scope: 'own' | 'visible' | 'public';
  /** Only of this owner. */
  readonly ownerId?: UserId;
  readonly permission?: Permission;
  /** Memories that carry every one of these tags. */
  readonly tags?: readonly string[];
  readonly category?: string;
  /** Inclusive. */
  readonly createdAfter?: Date;
  /** Exclusive. */
  readonly createdBefore?: Date;
  /**
   * False: only those not expired at `now`. True: only those expired, and only the viewer's own.
   * `any`: both, and only the viewer's own. Undefined means false.
   */
  readonly expired?: boolean | 'any';
}

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
  /** How often an embedding of this text was tried before. */
  readonly attempts: number;
}

/**
 * Storage of memories. Each method is one statement or one transaction. What a viewer may not read is
 * decided inside the store's own query, never by filtering afterwards. `now` decides about expiry.
 */
export interface MemoryStore {
  /**
   * Inserts all or none.
   *
   * @throws PicardError `conflict` when an owner already has a memory of that id, in the trash or out of it.
   */
  insert(memories: readonly NewMemory[]): Promise<void>;
  /**
   * Inserts those whose owner has no memory of that id yet, and leaves what is there as it is; of several that
   * are alike in both, the first. Atomic: of many calls at once, one inserts. Answers the inserted ones, in order.
   * An inserted memory replaces the one of its id in the trash.
   */
  insertAbsent(memories: readonly NewMemory[]): Promise<readonly NewMemory[]>;
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
  /** Tags of the owner's unexpired memories with their counts, by descending count and then tag. */
  listTags(
    ownerId: UserId,
    now: Date,
  ): Promise<readonly { readonly tag: string; readonly count: number }[]>;

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
  /** How many memories there are for each embedding model; `undefined` stands for none yet. */
  countByModel(): Promise<
    readonly { readonly model: string | undefined; readonly count: number }[]
  >;
  /** Housekeeping that speeds up later searches. Safe at any time and on several instances at once. */
  maintain(): Promise<void>;
}
