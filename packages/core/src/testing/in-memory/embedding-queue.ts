import type { MemoryStore } from '../../ports/memory-store.js';
import type { MemoryTable } from './memory-table.js';

type EmbeddingQueue = Pick<
  MemoryStore,
  'claimPending' | 'saveEmbeddings' | 'releasePending' | 'countByModel'
>;

/**
 * The part of a memory store that gives out memories without an embedding and takes embeddings in.
 */
export function embeddingQueue(table: MemoryTable): EmbeddingQueue {
  return {
    async claimPending({ model, stale, limit, leaseMs, now }) {
      const claimed = table
        .all()
        .filter(({ memory: { embedding }, waitsUntil }) => {
          const wanted = embedding === undefined || (stale && embedding.model !== model);
          return wanted && (waitsUntil === undefined || waitsUntil <= now);
        })
        .slice(0, limit);
      const waitsUntil = new Date(now.getTime() + leaseMs);
      for (const row of claimed) table.put({ ...row, waitsUntil });
      return claimed.map(({ memory: { ownerId, id, sealedText }, textRevision, attempts }) => ({
        ownerId,
        id,
        sealedText: structuredClone(sealedText),
        textRevision,
        attempts,
      }));
    },
    async saveEmbeddings(items) {
      for (const { ownerId, id, textRevision, embedding } of items) {
        const row = table.get(ownerId, id);
        if (row?.textRevision !== textRevision) continue;
        const memory = { ...row.memory, embedding: structuredClone(embedding) };
        table.put({ ...row, memory, attempts: 0, waitsUntil: undefined });
      }
    },
    async releasePending(items, retryAt) {
      for (const { ownerId, id, textRevision } of items) {
        const row = table.get(ownerId, id);
        if (row?.textRevision !== textRevision) continue;
        table.put({ ...row, attempts: row.attempts + 1, waitsUntil: new Date(retryAt) });
      }
    },
    async countByModel() {
      const counts = new Map<string | undefined, number>();
      for (const { memory } of table.all()) {
        const model = memory.embedding?.model;
        counts.set(model, (counts.get(model) ?? 0) + 1);
      }
      return [...counts].map(([model, count]) => ({ model, count }));
    },
  };
}
