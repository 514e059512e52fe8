import type { MemoryId, UserId } from '../../ids.js';
import type { MemoryStore } from '../../ports/memory-store.js';
import { type MemoryRow, type MemoryRows, rowKey } from './memory-rows.js';

type Queue = Pick<
  MemoryStore,
  'claimPending' | 'saveEmbeddings' | 'releasePending' | 'countByModel' | 'maintain'
>;

/** The part of the in-memory store that keeps memories waiting for their embeddings. */
export function embeddingQueue(rows: MemoryRows): Queue {
  const change = (
    item: { readonly ownerId: UserId; readonly id: MemoryId; readonly textRevision: number },
    part: (row: MemoryRow) => Partial<MemoryRow>,
  ): void => {
    const key = rowKey(item.ownerId, item.id);
    const row = rows.get(key);
    if (row?.textRevision === item.textRevision) rows.set(key, { ...row, ...part(row) });
  };

  return {
    async claimPending({ model, stale, limit, leaseMs, now }) {
      const waits = ({ embedding, waitUntil }: MemoryRow) =>
        (embedding === undefined || (stale && embedding.model !== model)) &&
        (waitUntil === undefined || waitUntil <= now);
      const claimed = [...rows.values()].filter(waits).slice(0, limit);
      for (const row of claimed) {
        change(row, () => ({ waitUntil: new Date(now.getTime() + leaseMs) }));
      }
      return claimed.map(({ ownerId, id, sealedText, textRevision, attempts }) => {
        return { ownerId, id, sealedText, textRevision, attempts };
      });
    },

    async saveEmbeddings(items) {
      for (const item of items) {
        change(item, () => ({ embedding: item.embedding, attempts: 0, waitUntil: undefined }));
      }
    },

    async releasePending(items, retryAt) {
      for (const item of items) {
        change(item, ({ attempts }) => ({ attempts: attempts + 1, waitUntil: retryAt }));
      }
    },

    async countByModel() {
      const counts = new Map<string | undefined, number>();
      for (const { embedding } of rows.values()) {
        counts.set(embedding?.model, (counts.get(embedding?.model) ?? 0) + 1);
      }
      return [...counts].map(([model, count]) => ({ model, count }));
    },

    maintain: async () => undefined,
  };
}
