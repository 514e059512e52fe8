import type { ErrorBody } from '../errors.js';
import type {
  ListInput,
  QueryInput,
  RenameInput,
  SetPermissionInput,
  SubmitInput,
  UpdateInput,
} from './input.js';
import type { FoundMemory, Memory, SubmittedMemory } from './memory.js';

export interface MemoryPageResult {
  readonly memories: readonly Memory[];
  /** Opaque; pass it back as `cursor` with the same filters for the next page. Absent on the last page. */
  readonly nextCursor: string | undefined;
  /** How many memories match on all pages; only on request, and not with `contains`. */
  readonly total?: number;
  /** Whether there are so many that `total` is an estimate. */
  readonly totalIsEstimate?: boolean;
}

/** How many memories a label was renamed on. */
export interface Renamed {
  readonly renamed: number;
}

/** One item's result in a batch. */
export type BatchItem<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: ErrorBody };

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
  delete(memoryId: string): Promise<void>;
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
    options?: BatchOptions,
  ): Promise<readonly BatchItem<{ readonly memoryId: string }>[]>;
  batchSetPermission(
    items: readonly unknown[],
    options?: BatchOptions,
  ): Promise<readonly BatchItem<Memory>[]>;
}
