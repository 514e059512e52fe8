import { activityStoreContract } from './activity-store-contract.js';
import { changeFeedContract } from './change-feed-contract.js';
import { dataKeyStoreContract } from './data-key-store-contract.js';
import { erasureStoreContract } from './erasure-store-contract.js';
import { groupStoreContract } from './group-store-contract.js';
import { idempotencyStoreContract } from './idempotency-store-contract.js';
import { memoryStore } from './memory-store.js';
import { personaStoreContract } from './persona-store-contract.js';
import { profileStoreContract } from './profile-store-contract.js';
import { totalsStoreContract } from './totals-store-contract.js';
import { userStoreContract } from './user-store-contract.js';

groupStoreContract('memoryStore', async () => memoryStore());
dataKeyStoreContract('memoryStore', async () => memoryStore());
userStoreContract('memoryStore', async () => memoryStore());
activityStoreContract('memoryStore', async () => memoryStore());
totalsStoreContract('memoryStore', async () => memoryStore());
personaStoreContract('memoryStore', async () => memoryStore());
erasureStoreContract('memoryStore', async () => memoryStore());
idempotencyStoreContract('memoryStore', async () => memoryStore());
profileStoreContract('memoryStore', async () => memoryStore());
changeFeedContract('memoryStore', {
  open: async () => [memoryStore()],
  close: async () => undefined,
});
