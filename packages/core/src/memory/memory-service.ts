import type { ErrorBody } from '../errors.js';
import type {
  DeleteInput,
  DeleteMatchingInput,
  ListDeletedInput,
  ListInput,
  QueryInput,
  RenameInput,
  SetPermissionInput,
  SetPermissionMatchingInput,
  SubmitInput,
  UpdateInput,
} from './input.js';
import type { DeletedMemory, FoundMemory, Memory, SubmittedMemory } from './memory.js';

export interface MemoryPageResult {
  readonly memories: readonly Memory[];
  /** Opaque; pass it back as `cursor` with the same filters for the next page. Absent on the last page. */
  readonly nextCursor: string | undefined;
  /** The number of matching memories on all pages; only on request, and not with `contains`. */
  readonly total?: number;
  /** Whether there are so many that `total` is an estimate. */
  readonly totalIsEstimate?: boolean;
}

/** The number of memories on which a label was renamed. */
export interface Renamed {
  readonly renamed: number;
}

export interface DeletedPageResult {
  readonly memories: readonly DeletedMemory[];
  /** As in `MemoryPageResult`. */
  readonly nextCursor: string | undefined;
}

export interface Deletion {
  readonly memoryId: string;
  /** Absent: the memory was deleted permanently. */
  readonly restorableUntil: Date | undefined;
}

/** One item's result in a batch. */
export type BatchItem<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: ErrorBody };

/** What came of a batch by filter. */
export type FilteredBatch<Value> =
  | {
      readonly outcome: 'counted';
      /** The number of matching memories. */
      readonly count: number;
      /** Pass it back with the same input, without `dryRun`, within ten minutes. */
      readonly confirm: string;
    }
  | {
      readonly outcome: 'done';
      readonly succeeded: number;
      readonly failed: number;
      /** One per memory, by id; absent for more than 1,000. */
      readonly results: readonly BatchItem<Value>[] | undefined;
    };

export interface BatchOptions {
  /** All or nothing: if one item fails, the call fails with `unprocessable` and nothing is written. */
  readonly atomic?: boolean;
}

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
}

/** Memories as one principal may see and change them. Errors are `PicardError`s. */
export interface MemoryService {
  /**
   * Stores a memory. With an `id` the call is safe to repeat: the same content returns the stored memory with
   * `created: false`. Content is what the input names; what it leaves to the settings is not compared.
   *
   * @throws `conflict` for other content under the same id, with the stored memory in `details.current`.
   */
  submit(input: SubmitInput, options?: CallOptions): Promise<SubmittedMemory>;
  /** @throws `not_found` alike for an absent memory and for one that the caller may not read. */
  get(memoryId: string): Promise<Memory>;
  list(input?: ListInput): Promise<MemoryPageResult>;
  /**
   * Changes text, labels and readers together, or nothing.
   *
   * @throws `conflict` with the current memory in `details.current` when `expectedUpdatedAt` is not met;
   *   `invalid_input` for `sharedWith` without `permission` unless the memory is shared, and for an expiration date
   *   that has passed, unless it is the one that the memory has.
   */
  update(input: UpdateInput, options?: CallOptions): Promise<Memory>;
  /**
   * Moves a memory to the trash, or deletes it permanently.
   *
   * @throws `conflict` with the current memory in `details.current` when `expectedUpdatedAt` is not met.
   */
  delete(memory: string | DeleteInput): Promise<Deletion>;
  /** The trash, the newest deletion first. */
  listDeleted(input?: ListDeletedInput): Promise<DeletedPageResult>;
  /** Takes memories out of the trash. Shares with groups that the owner has left are dropped. */
  restore(
    memoryIds: readonly unknown[],
    options?: BatchOptions,
  ): Promise<readonly BatchItem<Memory>[]>;
  /** Permanently deletes memories from the trash. */
  purge(
    memoryIds: readonly unknown[],
    options?: BatchOptions,
  ): Promise<readonly BatchItem<Deletion>[]>;
  /** @throws `conflict` as for `update`. */
  setPermission(input: SetPermissionInput): Promise<Memory>;
  /** Finds memories by meaning, best first. */
  query(input: QueryInput, options?: CallOptions): Promise<readonly FoundMemory[]>;
  listTags(): Promise<readonly { readonly tag: string; readonly count: number }[]>;
  listCategories(): Promise<readonly { readonly category: string; readonly count: number }[]>;
  /**
   * Renames a tag on all of the caller's memories, and in the filters of the caller's personas. Into one that exists
   * already it merges. @throws `not_found` when no memory carries it.
   */
  renameTag(input: RenameInput): Promise<Renamed>;
  /** The same for a category. */
  renameCategory(input: RenameInput): Promise<Renamed>;
  /** Items are checked one by one, so that a bad one does not stop the others. */
  batchSubmit(
    items: readonly unknown[],
    options?: BatchOptions & CallOptions,
  ): Promise<readonly BatchItem<SubmittedMemory>[]>;
  batchUpdate(
    items: readonly unknown[],
    options?: BatchOptions & CallOptions,
  ): Promise<readonly BatchItem<Memory>[]>;
  batchDelete(
    items: readonly unknown[],
    options?: BatchOptions & { readonly permanent?: boolean },
  ): Promise<readonly BatchItem<Deletion>[]>;
  /**
   * Deletes all of the caller's own memories that match: first with `dryRun`, then with the `confirm` of that call.
   *
   * @throws `invalid_input` for a `confirm` that belongs to another user or another call; `conflict` when it has
   *   expired or the memories that match have changed since: ask again.
   */
  deleteMatching(input: DeleteMatchingInput): Promise<FilteredBatch<Deletion>>;
  /** Sets the permission of all of the caller's own memories that match, as `deleteMatching` deletes them. */
  setPermissionMatching(input: SetPermissionMatchingInput): Promise<FilteredBatch<Memory>>;
  batchSetPermission(
    items: readonly unknown[],
    options?: BatchOptions,
  ): Promise<readonly BatchItem<Memory>[]>;
}
