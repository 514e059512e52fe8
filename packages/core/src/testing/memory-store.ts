import type { Store } from '../ports/store.js';
import { inMemoryChangeFeed } from './in-memory/change-feed.js';
import { inMemoryDataKeyStore } from './in-memory/data-key-store.js';
import { embeddingQueue } from './in-memory/embedding-queue.js';
import { inMemoryGroupStore } from './in-memory/group-store.js';
import { memoryChanges } from './in-memory/memory-changes.js';
import { memoryReads } from './in-memory/memory-reads.js';
import type { MemoryRows } from './in-memory/memory-rows.js';
import { inMemoryUserStore } from './in-memory/user-store.js';

/**
 * A complete store that lives and dies with the process: for fast tests, and as the plain statement of
 * what a store must do. It passes every contract suite of this package.
 */
export function memoryStore(): Store {
  const rows: MemoryRows = new Map();
  const groups = inMemoryGroupStore();
  groups.onRemove((id) => {
    for (const [key, row] of rows) {
      const groupIds = row.sharedWith.groupIds.filter((groupId) => groupId !== id);
      rows.set(key, { ...row, sharedWith: { ...row.sharedWith, groupIds } });
    }
  });
  return {
    memories: {
      ...memoryReads(rows, groups),
      ...memoryChanges(rows),
      ...embeddingQueue(rows),
    },
    groups,
    dataKeys: inMemoryDataKeyStore(),
    users: inMemoryUserStore(),
    changes: inMemoryChangeFeed(),
    ping: async () => undefined,
    close: async () => undefined,
  };
}
