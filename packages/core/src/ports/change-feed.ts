import type { MemoryId, UserId } from '../ids.js';
import type { Permission, SharedWith } from '../permission/permission.js';

/** Who, other than the owner, could read a memory. */
export interface Audience {
  readonly permission: Permission;
  readonly sharedWith: SharedWith;
}

/** What happened to a memory. Carries no text. */
export interface MemoryChanged {
  readonly kind: 'created' | 'updated' | 'deleted';
  readonly ownerId: UserId;
  readonly memoryId: MemoryId;
  /** Absent when created. */
  readonly before?: Audience;
  /** Absent when deleted. */
  readonly after?: Audience;
}

/** Tells every instance that shares the store about changes, after they are committed. */
export interface ChangeFeed {
  /** Never fails and does not wait: a lost announcement is no lost write. */
  publish(changes: readonly MemoryChanged[]): void;
  /** Hears the changes of all instances, its own included. Answers how to stop. */
  subscribe(listener: (change: MemoryChanged) => void): () => void;
}
