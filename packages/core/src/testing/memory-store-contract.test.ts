import { memoryStore } from './memory-store.js';
import { memoryStoreContract } from './memory-store-contract.js';

memoryStoreContract('memoryStore', async () => memoryStore());
