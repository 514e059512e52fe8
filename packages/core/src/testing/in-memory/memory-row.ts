import type { NewMemory, StoredMemory } from '../../ports/memory-store.js';
import { sortedSet } from './order.js';

/** A memory with what its store knows besides. Replaced as a whole, never changed. */
export interface MemoryRow {
  readonly memory: NewMemory;
  readonly textRevision: number;
  readonly attempts: number;
  /** Not to be claimed before: the end of a lease, or the time of the next attempt. */
  readonly waitsUntil: Date | undefined;
}

/** The row of a new memory; keeps no reference to what the caller holds. */
export function rowOf(memory: NewMemory): MemoryRow {
  const copy = structuredClone(memory);
  const sharedWith = {
    userIds: sortedSet(copy.sharedWith.userIds),
    groupIds: sortedSet(copy.sharedWith.groupIds),
  };
  return { memory: { ...copy, sharedWith }, textRevision: 1, attempts: 0, waitsUntil: undefined };
}

/** What the store gives back of a row. */
export function storedMemory({ memory }: MemoryRow): StoredMemory {
  const { embedding, ...rest } = memory;
  return { ...structuredClone(rest), embeddingModel: embedding?.model };
}
