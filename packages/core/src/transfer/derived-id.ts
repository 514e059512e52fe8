import { derivedUuid } from '../derived-uuid.js';
import type { MemoryId, UserId } from '../ids.js';

/** An id that follows from its owner and `source` alone. */
export function derivedId(ownerId: UserId, source: unknown): MemoryId {
  return derivedUuid(['memory', ownerId, source]) as MemoryId;
}
