import type { MemoryId, UserId } from '../ids.js';
import type { Permission, SharedWith } from '../permission/permission.js';

/** The users, other than the owner, who could read a memory. */
export interface Audience {
  readonly permission: Permission;
  readonly sharedWith: SharedWith;
}

/** A change of a memory. Contains no text. */
export interface MemoryChanged {
  readonly kind: 'created' | 'updated' | 'deleted';
  readonly ownerId: UserId;
  readonly memoryId: MemoryId;
  /** Absent when created. */
  readonly before?: Audience;
  /** Absent when deleted. */
  readonly after?: Audience;
}

/** Publishes changes, after they are committed, to every instance that shares the store. */
export interface ChangeFeed {
  /** Never throws and does not wait: losing a notification does not lose the write. */
  publish(changes: readonly MemoryChanged[]): void;
  /** Calls `listener` with the changes of all instances, including this one. Returns a function that unsubscribes. */
  subscribe(listener: (change: MemoryChanged) => void): () => void;
}
