import type { MemoryId, UserId } from '../../ids.js';
import type { MemoryRow } from './memory-row.js';

/** All rows, by owner and id. */
export interface MemoryTable {
  get(ownerId: UserId, id: MemoryId): MemoryRow | undefined;
  put(row: MemoryRow): void;
  delete(ownerId: UserId, id: MemoryId): void;
  all(): readonly MemoryRow[];
}

export function memoryTable(): MemoryTable {
  const rows = new Map<string, MemoryRow>();
  const key = (ownerId: UserId, id: MemoryId) => `${ownerId} ${id}`;
  return {
    get: (ownerId, id) => rows.get(key(ownerId, id)),
    put(row) {
      rows.set(key(row.memory.ownerId, row.memory.id), row);
    },
    delete(ownerId, id) {
      rows.delete(key(ownerId, id));
    },
    all: () => [...rows.values()],
  };
}
