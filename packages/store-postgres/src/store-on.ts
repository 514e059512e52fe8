import { activityStore } from './activity/activity-store.js';
import { authorizationStore } from './authorization/authorization-store.js';
import type { ClosableChangeFeed } from './changes/closable-change-feed.js';
import { dataKeyStore } from './data-keys/data-key-store.js';
import type { Database } from './database/database.js';
import { erasureStore } from './erasures/erasure-store.js';
import { groupStore } from './groups/group-store.js';
import { idempotencyStore } from './idempotency/idempotency-store.js';
import { memoryStore } from './memories/memory-store.js';
import { personaStore } from './personas/persona-store.js';
import { profileStore } from './profiles/profile-store.js';
import type { PostgresStore } from './store-options.js';
import { totalsStore } from './totals/totals-store.js';
import { userStore } from './users/user-store.js';

/** All parts of a store over one open database. */
export function storeOn(database: Database, changes: ClosableChangeFeed): PostgresStore {
  return {
    memories: memoryStore(database),
    groups: groupStore(database),
    personas: personaStore(database),
    dataKeys: dataKeyStore(database),
    users: userStore(database),
    profiles: profileStore(database),
    erasures: erasureStore(database),
    activity: activityStore(database),
    idempotency: idempotencyStore(database),
    totals: totalsStore(database),
    authorization: authorizationStore(database),
    changes,
    ping: () => database.ping(),
    async close() {
      await changes.close();
      await database.close();
    },
  };
}
