import { type Logger, silentLogger } from '../ports/logger.js';
import type { Store } from '../ports/store.js';
import { activity } from './in-memory/activity.js';
import { changeFeed } from './in-memory/change-feed.js';
import { dataKeys } from './in-memory/data-keys.js';
import { groups } from './in-memory/groups.js';
import { memories } from './in-memory/memories.js';
import { users } from './in-memory/users.js';

export interface MemoryStoreOptions {
  /** Hears of failing listeners of the change feed. Default: no logging. */
  readonly logger?: Logger;
}

/**
 * A complete store in this process's memory, forgotten with it. The reference of what the storage
 * ports mean, for tests of what is built on them: it keeps every promise of theirs, but scans
 * everything and writes nothing down.
 */
export function memoryStore({ logger = silentLogger }: MemoryStoreOptions = {}): Store {
  const groupStore = groups({ onRemove: (id) => memoryStore.endSharesWith(id) });
  const memoryStore = memories({ groupIdsOf: (userId) => groupStore.idsOf(userId) });
  return {
    memories: memoryStore,
    groups: groupStore,
    dataKeys: dataKeys(),
    users: users(),
    activity: activity(),
    changes: changeFeed(logger),
    ping: async () => undefined,
    close: async () => undefined,
  };
}
