import { activityStore } from './activity/activity-store.js';
import { authorizationStore } from './authorization/authorization-store.js';
import type { ClosableChangeFeed } from './changes/closable-change-feed.js';
import { dataKeyStore } from './data-keys/data-key-store.js';
import type { Database } from './database/database.js';
import { groupStore } from './groups/group-store.js';
import { memoryStore } from './memories/memory-store.js';
import type { PostgresStore } from './store-options.js';
import { userStore } from './users/user-store.js';

/** All parts of a store over one open database. */
export function storeOn(database: Database, changes: ClosableChangeFeed): PostgresStore {
  return {
    memories: memoryStore(database),
    groups: groupStore(database),
    dataKeys: dataKeyStore(database),
    users: userStore(database),
    activity: activityStore(database),
    authorization: authorizationStore(database),
    changes,
    ping: () => database.ping(),
    async close() {
      await changes.close();
      await database.close();
    },
  };
}
