import { PicardError } from '../../errors.js';
import type { UserId } from '../../ids.js';
import { sharedWithNobody } from '../../permission/permission.js';
import type {
  ChangeOutcome,
  MemoryChange,
  MemoryStore,
  RemoveOutcome,
} from '../../ports/memory-store.js';
import { type MemoryRow, type MemoryRows, rowKey, toStored } from './memory-rows.js';

/** The part of the in-memory store that writes. */
export function memoryChanges(rows: MemoryRows): Pick<MemoryStore, 'insert' | 'update' | 'remove'> {
  return {
    async insert(memories) {
      const keys = memories.map(({ ownerId, id }) => rowKey(ownerId, id));
      if (new Set(keys).size < keys.length || keys.some((key) => rows.has(key))) {
        throw new PicardError('conflict', 'The owner already has a memory of this id.');
      }
      for (const [index, memory] of memories.entries()) {
        const row = { ...memory, textRevision: 1, attempts: 0, waitUntil: undefined };
        rows.set(keys[index] ?? '', row);
      }
    },

    async update(ownerId, changes, { atomic, now }) {
      const outcomes = changes.map((change) => changeOf(rows, ownerId, change, now));
      if (atomic && outcomes.some(({ result }) => result.outcome !== 'changed')) {
        return outcomes.map(({ result }) => result);
      }
      for (const { row } of outcomes) if (row) rows.set(rowKey(row.ownerId, row.id), row);
      return outcomes.map(({ result }) => result);
    },

    async remove(ownerId, ids, { atomic }) {
      const outcomes = ids.map((id): RemoveOutcome => {
        const row = rows.get(rowKey(ownerId, id));
        return row ? { outcome: 'removed', before: toStored(row) } : { outcome: 'not_found' };
      });
      if (atomic && outcomes.some(({ outcome }) => outcome === 'not_found')) return outcomes;
      for (const id of ids) rows.delete(rowKey(ownerId, id));
      return outcomes;
    },
  };
}

function changeOf(
  rows: MemoryRows,
  ownerId: UserId,
  change: MemoryChange,
  now: Date,
): { readonly result: ChangeOutcome; readonly row?: MemoryRow } {
  const before = rows.get(rowKey(ownerId, change.id));
  if (!before) return { result: { outcome: 'not_found' } };
  const expected = change.expectedUpdatedAt?.getTime();
  if (expected !== undefined && expected !== before.updatedAt.getTime()) {
    return { result: { outcome: 'conflict', current: toStored(before) } };
  }
  const row = changed(before, change, now);
  return { result: { outcome: 'changed', before: toStored(before), memory: toStored(row) }, row };
}

function changed(row: MemoryRow, change: MemoryChange, now: Date): MemoryRow {
  const updatedAt = new Date(Math.max(now.getTime(), row.updatedAt.getTime() + 1));
  return {
    ...row,
    updatedAt,
    ...(change.sealedText && {
      sealedText: change.sealedText,
      embedding: change.embedding,
      textRevision: row.textRevision + 1,
      attempts: 0,
      waitUntil: undefined,
    }),
    ...(change.sealedMetadata !== undefined && {
      sealedMetadata: change.sealedMetadata ?? undefined,
    }),
    ...(change.tags && { tags: change.tags }),
    ...(change.category !== undefined && { category: change.category ?? undefined }),
    ...(change.expiresAt !== undefined && { expiresAt: change.expiresAt ?? undefined }),
    ...(change.permission && {
      permission: change.permission,
      sharedWith: change.sharedWith ?? sharedWithNobody,
    }),
  };
}
