import type { MemoryId, UserId } from '../../ids.js';
import type { NewMemory, StoredMemory } from '../../ports/memory-store.js';

/** A memory as the in-memory store keeps it. */
export interface MemoryRow extends NewMemory {
  readonly textRevision: number;
  readonly attempts: number;
  /** Leased, or put off, until then. */
  readonly waitUntil: Date | undefined;
}

export type MemoryRows = Map<string, MemoryRow>;

export function rowKey(ownerId: UserId, id: MemoryId): string {
  return `${ownerId}/${id}`;
}

export function toStored(row: MemoryRow): StoredMemory {
  const {
    embedding,
    textRevision: _revision,
    attempts: _attempts,
    waitUntil: _wait,
    ...rest
  } = row;
  return { ...rest, embeddingModel: embedding?.model };
}
