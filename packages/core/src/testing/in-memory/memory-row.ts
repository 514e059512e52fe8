import type { NewMemory, StoredMemory } from '../../ports/memory-store.js';
import { sortedSet } from './order.js';

/** A memory with the store's own fields. Replaced as a whole, never mutated. */
export interface MemoryRow {
  readonly memory: NewMemory;
  readonly textRevision: number;
  readonly attempts: number;
  /** Not to be claimed before: the end of a lease, or the time of the next attempt. */
  readonly waitsUntil: Date | undefined;
}

/** Returns the row of a new memory, without references to the caller's objects. */
export function rowOf(memory: NewMemory): MemoryRow {
  const copy = structuredClone(memory);
  const sharedWith = {
    userIds: sortedSet(copy.sharedWith.userIds),
    groupIds: sortedSet(copy.sharedWith.groupIds),
  };
  return { memory: { ...copy, sharedWith }, textRevision: 1, attempts: 0, waitsUntil: undefined };
}

/** Returns the part of a row that the store exposes. */
export function storedMemory({ memory }: MemoryRow): StoredMemory {
  const { embedding, ...rest } = memory;
  return { ...structuredClone(rest), embeddingModel: embedding?.model };
}
