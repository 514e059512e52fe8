import { changedFacts } from '../../memory/facts.js';
import type { MemoryChange } from '../../ports/memory-store.js';
import { type MemoryRow, rowOf } from './memory-row.js';

/** The row with the change applied. */
export function changedRow(row: MemoryRow, change: MemoryChange, now: Date): MemoryRow {
  const { memory } = row;
  const { sealedText, embedding } = change;
  const changed = rowOf({
    ...memory,
    permission: change.permission ?? memory.permission,
    sharedWith: change.sharedWith ?? memory.sharedWith,
    sealedText: sealedText ?? memory.sealedText,
    sealedMetadata:
      change.sealedMetadata === undefined
        ? memory.sealedMetadata
        : (change.sealedMetadata ?? undefined),
    ...changedFacts(memory, change),
    updatedAt: new Date(Math.max(now.getTime(), memory.updatedAt.getTime() + 1)),
    embedding: sealedText === undefined ? memory.embedding : embedding,
  });
  return sealedText === undefined
    ? { ...row, memory: changed.memory }
    : { ...changed, textRevision: row.textRevision + 1 };
}
