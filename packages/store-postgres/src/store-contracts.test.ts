import type { Store } from '@picard-mcp/core/ports';
import {
  activityStoreContract,
  changeFeedContract,
  dataKeyStoreContract,
  erasureStoreContract,
  groupStoreContract,
  idempotencyStoreContract,
  personaStoreContract,
  profileStoreContract,
  totalsStoreContract,
  userStoreContract,
} from '@picard-mcp/core/testing';
import { authorizationStoreContract } from '@picard-mcp/oauth/testing';
import { describeDatabases } from './testing/describe-databases.js';

describeDatabases('the storage contracts', (database) => {
  groupStoreContract(database.name, database.open);
  personaStoreContract(database.name, database.open);
  idempotencyStoreContract(database.name, database.open);
  dataKeyStoreContract(database.name, database.open);
  userStoreContract(database.name, database.open);
  activityStoreContract(database.name, database.open);
  totalsStoreContract(database.name, database.open);
  erasureStoreContract(database.name, database.open);
  profileStoreContract(database.name, database.open);
  authorizationStoreContract(database.name, database.open);
  changeFeedContract(database.name, {
    async open() {
      const store = await database.open();
      return database.kind === 'pglite' ? [store] : [store, await store.another()];
    },
    async close(instances: readonly Store[]) {
      await instances[0]?.close();
    },
  });
});
