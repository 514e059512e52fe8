import type { GroupId, MemoryId, UserId } from '../../ids.js';
import type { RestoreOutcome, StoredDeletedMemory, TrashStore } from '../../ports/trash-store.js';
import { type MemoryRow, storedMemory } from './memory-row.js';
import type { MemoryTable } from './memory-table.js';
import { byCodePoint } from './order.js';

interface DeletedRow extends MemoryRow {
  readonly deletedAt: Date;
}

/** Deleted rows, by owner and id. */
export interface InMemoryTrash extends TrashStore {
  get(ownerId: UserId, id: MemoryId): DeletedRow | undefined;
  put(row: MemoryRow, deletedAt: Date): void;
  delete(ownerId: UserId, id: MemoryId): void;
  /** Ends every share with a group that is no more. */
  endSharesWith(id: GroupId): void;
  /** Removes the user's memories, and ends every share with the user. */
  removeUser(userId: UserId): void;
}

export interface TrashOptions {
  readonly table: MemoryTable;
  readonly groupIdsOf: (userId: UserId) => Promise<readonly GroupId[]>;
}

export function trash({ table, groupIdsOf }: TrashOptions): InMemoryTrash {
  const rows = new Map<string, DeletedRow>();
  const key = (ownerId: UserId, id: MemoryId) => `${ownerId} ${id}`;
  const put = (row: DeletedRow) => rows.set(key(row.memory.ownerId, row.memory.id), row);
  const get = (ownerId: UserId, id: MemoryId) => rows.get(key(ownerId, id));

  /** Removes the shares for which `isKept` returns false. */
  function filterShares(isKept: (id: UserId | GroupId) => boolean): void {
    for (const row of rows.values()) {
      const { userIds, groupIds } = row.memory.sharedWith;
      const sharedWith = { userIds: userIds.filter(isKept), groupIds: groupIds.filter(isKept) };
      put({ ...row, memory: { ...row.memory, sharedWith } });
    }
  }

  function retainedRow(ownerId: UserId, id: MemoryId, deletedAfter: Date): DeletedRow | undefined {
    const row = get(ownerId, id);
    return row && row.deletedAt > deletedAfter ? row : undefined;
  }

  return {
    get,
    put: (row, deletedAt) => put({ ...row, deletedAt: new Date(deletedAt) }),
    delete: (ownerId, id) => rows.delete(key(ownerId, id)),
    endSharesWith: (id) => filterShares((each) => each !== id),
    removeUser(userId) {
      for (const { memory } of [...rows.values()]) {
        if (memory.ownerId === userId) rows.delete(key(userId, memory.id));
      }
      filterShares((each) => each !== userId);
    },

    async list(ownerId, { limit, deletedAfter, after }) {
      return [...rows.values()]
        .filter(({ memory, deletedAt }) => memory.ownerId === ownerId && deletedAt > deletedAfter)
        .map((row): StoredDeletedMemory => ({ ...storedMemory(row), deletedAt: row.deletedAt }))
        .filter((memory) => after === undefined || newestFirst(after, memory) < 0)
        .sort(newestFirst)
        .slice(0, limit);
    },
    async restore(ownerId, ids, { atomic, deletedAfter, model, now }) {
      const mine = new Set(await groupIdsOf(ownerId));
      const steps = ids.map((id) => {
        const present = table.get(ownerId, id);
        if (present) {
          return { outcome: { outcome: 'conflict', current: storedMemory(present) } as const };
        }
        const row = retainedRow(ownerId, id, deletedAfter);
        if (!row) return { outcome: { outcome: 'not_found' } as const };
        const restored = restoredRow(row, { mine, model, now });
        return {
          outcome: { outcome: 'restored', memory: storedMemory(restored) } as const,
          restored,
        };
      });
      if (!atomic || steps.every(({ restored }) => restored)) {
        for (const { restored } of steps) {
          if (!restored) continue;
          rows.delete(key(ownerId, restored.memory.id));
          table.put(restored);
        }
      }
      return steps.map(({ outcome }): RestoreOutcome => outcome);
    },
    async purge(ownerId, ids, { atomic, deletedAfter }) {
      const there = ids.map((id) => retainedRow(ownerId, id, deletedAfter) !== undefined);
      if (!atomic || there.every(Boolean)) {
        for (const [index, id] of ids.entries()) if (there[index]) rows.delete(key(ownerId, id));
      }
      return there.map((isThere) => ({ outcome: isThere ? 'purged' : 'not_found' }));
    },
    async removeUntil(time, limit) {
      const old = [...rows.values()]
        .filter(({ deletedAt }) => deletedAt <= time)
        .sort((left, right) => left.deletedAt.getTime() - right.deletedAt.getTime())
        .slice(0, limit);
      for (const { memory } of old) rows.delete(key(memory.ownerId, memory.id));
      return old.length;
    },
  };
}

interface Restoring {
  readonly mine: ReadonlySet<GroupId>;
  readonly model: string;
  readonly now: Date;
}

function restoredRow(
  { memory, textRevision }: DeletedRow,
  { mine, model, now }: Restoring,
): MemoryRow {
  const { sharedWith, embedding, updatedAt } = memory;
  const groupIds = sharedWith.groupIds.filter((id) => mine.has(id));
  const isSame = groupIds.length === sharedWith.groupIds.length;
  return {
    memory: {
      ...memory,
      sharedWith: { ...sharedWith, groupIds },
      embedding: embedding?.model === model ? embedding : undefined,
      updatedAt: isSame ? updatedAt : new Date(Math.max(now.getTime(), updatedAt.getTime() + 1)),
    },
    textRevision,
    attempts: 0,
    waitsUntil: undefined,
  };
}

type Place = Pick<StoredDeletedMemory, 'deletedAt' | 'id'>;

function newestFirst(left: Place, right: Place): number {
  return right.deletedAt.getTime() - left.deletedAt.getTime() || byCodePoint(right.id, left.id);
}
