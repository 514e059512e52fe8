import type { UserId } from '../ids.js';
import { type Logger, silentLogger } from '../ports/logger.js';
import type { Store } from '../ports/store.js';
import { activity } from './in-memory/activity.js';
import { changeFeed } from './in-memory/change-feed.js';
import { dataKeys } from './in-memory/data-keys.js';
import { erasures } from './in-memory/erasures.js';
import { groups } from './in-memory/groups.js';
import { idempotentCalls } from './in-memory/idempotent-calls.js';
import { memories } from './in-memory/memories.js';
import { personas } from './in-memory/personas.js';
import { profiles } from './in-memory/profiles.js';
import { totals } from './in-memory/totals.js';
import { users } from './in-memory/users.js';

export interface MemoryStoreOptions {
  /** Logs failing listeners of the change feed. Default: no logging. */
  readonly logger?: Logger;
}

/**
 * A complete store in this process's memory, forgotten with it. The reference of what the storage
 * ports mean, for tests of what is built on them: it keeps every promise of theirs, but scans
 * everything and writes nothing down.
 */
export function memoryStore({ logger = silentLogger }: MemoryStoreOptions = {}): Store {
  const userStore = users();
  const groupStore = groups({ onRemove: (id) => memoryStore.endSharesWith(id) });
  const memoryStore = memories({ groupIdsOf: (userId) => groupStore.idsOf(userId) });
  const personaStore = personas({ isUser: userStore.has });
  const profileStore = profiles(userStore);
  const activityStore = activity();
  const keyStore = dataKeys();
  const calls = idempotentCalls();
  const removeUser = async (userId: UserId): Promise<void> => {
    memoryStore.removeUser(userId);
    groupStore.removeUser(userId);
    for (const { id } of await personaStore.listOf(userId)) await personaStore.remove(userId, id);
    profileStore.remove(userId);
    userStore.remove(userId);
    activityStore.forgetUser(userId);
    calls.removeUser(userId);
    await keyStore.remove(userId);
  };
  return {
    memories: memoryStore,
    trash: memoryStore.trash,
    groups: groupStore,
    personas: personaStore,
    dataKeys: keyStore,
    users: userStore,
    profiles: profileStore,
    erasures: erasures(removeUser),
    activity: activityStore,
    idempotency: calls,
    totals: totals(userStore, memoryStore),
    changes: changeFeed(logger),
    ping: async () => undefined,
    close: async () => undefined,
  };
}
