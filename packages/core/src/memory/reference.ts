import { PicardError } from '../errors.js';
import type { MemoryId } from '../ids.js';
import { invalidField } from '../invalid-input.js';

/** Refuses the second naming of a memory within one call. */
export function eachOnce(): (memoryId: string) => MemoryId {
  const seen = new Set<string>();
  return (memoryId) => {
    if (seen.has(memoryId)) throw invalidField('memoryId', 'is named twice in this call');
    seen.add(memoryId);
    return memoryId as MemoryId;
  };
}

export function notFound(): PicardError {
  return new PicardError('not_found', 'There is no such memory.');
}
