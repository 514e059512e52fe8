import { newId } from '../ids.js';
import { factsOf } from '../memory/facts.js';
import { sharedWithNobody } from '../permission/permission.js';
import type { NewMemory } from '../ports/memory-store.js';

/** A private memory of a new owner, but for what is given. */
export function newMemory(fields: Partial<NewMemory> = {}): NewMemory {
  const createdAt = new Date('2030-01-01T00:00:00.000Z');
  return {
    ownerId: newId(),
    id: newId(),
    permission: 'private',
    sharedWith: sharedWithNobody,
    sealedText: Uint8Array.of(1, 2, 3),
    sealedMetadata: undefined,
    ...factsOf({}),
    createdAt,
    updatedAt: createdAt,
    embedding: undefined,
    ...fields,
  };
}
