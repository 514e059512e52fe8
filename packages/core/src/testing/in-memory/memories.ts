import { PicardError } from '../../errors.js';
import type { GroupId, UserId } from '../../ids.js';
import type { Viewer } from '../../permission/permission.js';
import type { MemoryStore } from '../../ports/memory-store.js';
import { embeddingQueue } from './embedding-queue.js';
import { spellings } from './labels.js';
import { isExpired, isReadable, matches } from './matching.js';
import { rowOf, storedMemory } from './memory-row.js';
import { memoryTable } from './memory-table.js';
import { changeRows, removeRows } from './mutations.js';
import { byCodePoint } from './order.js';
import { pageOf } from './paging.js';
import { cosineSimilarity } from './similarity.js';
import { type InMemoryTrash, trash as trashOn } from './trash.js';

export interface MemoriesOptions {
  readonly groupIdsOf: (userId: UserId) => Promise<readonly GroupId[]>;
}

export interface InMemoryMemories extends MemoryStore {
  readonly trash: InMemoryTrash;
  /** Ends every share with a group that is no more. */
  endSharesWith(id: GroupId): void;
  /** Removes the user's memories, and ends every share with the user. */
  removeUser(userId: UserId): void;
}

export function memories({ groupIdsOf }: MemoriesOptions): InMemoryMemories {
  const table = memoryTable();
  const labels = spellings();
  const trash = trashOn({ table, groupIdsOf });

  async function viewerOf(userId: UserId): Promise<Viewer> {
    return { userId, groupIds: new Set(await groupIdsOf(userId)) };
  }

  return {
    ...embeddingQueue(table),
    trash,
    async insert(items) {
      const places = new Set(items.map(({ ownerId, id }) => `${ownerId} ${id}`));
      const taken = items.some(
        ({ ownerId, id }) => table.get(ownerId, id) ?? trash.get(ownerId, id),
      );
      if (taken || places.size < items.length) {
        throw new PicardError('conflict', 'A memory with this id already exists.');
      }
      const stored = items.map((item) => labels.spelled(item.ownerId, item));
      for (const memory of stored) table.put(rowOf(memory));
      return stored;
    },
    async insertAbsent(items, { replaceTrashed }) {
      return items.flatMap((item) => {
        if (table.get(item.ownerId, item.id)) return [];
        if (!replaceTrashed && trash.get(item.ownerId, item.id)) return [];
        trash.delete(item.ownerId, item.id);
        const memory = labels.spelled(item.ownerId, item);
        table.put(rowOf(memory));
        return [memory];
      });
    },
    update: async (ownerId, changes, options) =>
      changeRows(table, labels, ownerId, changes, options),
    remove: async (ownerId, ids, options) => removeRows({ table, trash }, ownerId, ids, options),
    async find(viewerId, ids, now) {
      const viewer = await viewerOf(viewerId);
      const wanted = new Set(ids);
      return table
        .all()
        .filter(({ memory }) => wanted.has(memory.id) && isReadable(memory, viewer, now))
        .map(storedMemory);
    },
    async list(viewerId, filter, page, now) {
      const viewer = await viewerOf(viewerId);
      const matching = table.all().filter(({ memory }) => matches(memory, viewer, filter, now));
      return pageOf(matching, page).map(storedMemory);
    },
    async listOwn(ownerId, filter, limit, now) {
      const viewer = { userId: ownerId, groupIds: new Set<GroupId>() };
      const own = { ...filter, scope: 'own' as const };
      return table
        .all()
        .filter(({ memory }) => matches(memory, viewer, own, now))
        .map(({ memory: { id, updatedAt } }) => ({ id, updatedAt }))
        .sort((left, right) => byCodePoint(left.id, right.id))
        .slice(0, limit);
    },
    async search(viewerId, filter, search, now) {
      const viewer = await viewerOf(viewerId);
      return table
        .all()
        .filter(({ memory }) => matches(memory, viewer, filter, now))
        .flatMap((row) => {
          const { embedding } = row.memory;
          if (embedding?.model !== search.model) return [];
          return [{ row, score: cosineSimilarity(embedding.vector, search.vector) }];
        })
        .filter(({ score }) => search.minScore === undefined || score >= search.minScore)
        .sort(
          (left, right) =>
            right.score - left.score || byCodePoint(left.row.memory.id, right.row.memory.id),
        )
        .slice(0, search.limit)
        .map(({ row, score }) => ({ memory: storedMemory(row), score }));
    },
    async count(viewerId, filter, { exactUpTo, now }) {
      const viewer = await viewerOf(viewerId);
      const total = table.all().filter(({ memory }) => matches(memory, viewer, filter, now)).length;
      return { total, isEstimate: total > exactUpTo };
    },
    async listLabels(ownerId, kind, now) {
      const counts = new Map<string, number>();
      for (const { memory } of table.all()) {
        if (memory.ownerId !== ownerId || isExpired(memory, now)) continue;
        const carried = kind === 'tag' ? memory.tags : [memory.category ?? []].flat();
        for (const label of carried) counts.set(label, (counts.get(label) ?? 0) + 1);
      }
      return [...counts]
        .map(([label, count]) => ({ label, count }))
        .sort((left, right) => right.count - left.count || byCodePoint(left.label, right.label));
    },
    renameLabel: async (ownerId, rename) => labels.rename(table, ownerId, rename),
    maintain: async () => undefined,
    endSharesWith(groupId) {
      trash.endSharesWith(groupId);
      for (const row of table.all()) {
        const { sharedWith } = row.memory;
        const groupIds = sharedWith.groupIds.filter((id) => id !== groupId);
        table.put({ ...row, memory: { ...row.memory, sharedWith: { ...sharedWith, groupIds } } });
      }
    },
    removeUser(userId) {
      labels.forget(userId);
      trash.removeUser(userId);
      for (const { memory, ...row } of table.all()) {
        if (memory.ownerId === userId) {
          table.delete(userId, memory.id);
          continue;
        }
        const userIds = memory.sharedWith.userIds.filter((id) => id !== userId);
        const sharedWith = { ...memory.sharedWith, userIds };
        table.put({ ...row, memory: { ...memory, sharedWith } });
      }
    },
  };
}
