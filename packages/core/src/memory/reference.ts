import { PicardError } from '../errors.js';
import type { MemoryId } from '../ids.js';
import { invalidField } from '../invalid-input.js';
import type { Memory } from './memory.js';
import { memoryToJson } from './memory-json.js';

/** Refuses the second naming of a memory within one call. */
export function eachOnce(): (memoryId: string) => MemoryId {
  const seen = new Set<string>();
  return (memoryId) => {
    if (seen.has(memoryId)) throw invalidField('memoryId', 'occurs twice in this call');
    seen.add(memoryId);
    return memoryId as MemoryId;
  };
}

export function notFound(): PicardError {
  return new PicardError('not_found', 'There is no such memory.');
}

/** The error of a change that expected another state than the present one. */
export function changedSince(current: Memory): PicardError {
  return new PicardError('conflict', 'The memory has changed since it was read.', {
    details: { current: memoryToJson(current) },
  });
}
