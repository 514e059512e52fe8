/**
 * The public surface of `@picard-mcp/core/testing`: a store in memory, a clock that advances on request,
 * and what every implementation of a storage port must do. The contracts need vitest.
 */
export { activityStoreContract } from './activity-store-contract.js';
export { type ChangeFeedContractOptions, changeFeedContract } from './change-feed-contract.js';
export { dataKeyStoreContract } from './data-key-store-contract.js';
export { erasureStoreContract } from './erasure-store-contract.js';
export { groupStoreContract } from './group-store-contract.js';
export { idempotencyStoreContract } from './idempotency-store-contract.js';
export { type MemoryStoreOptions, memoryStore } from './memory-store.js';
export { memoryStoreContract } from './memory-store-contract.js';
export { newMemory } from './new-memory.js';
export { personaStoreContract } from './persona-store-contract.js';
export { profileStoreContract } from './profile-store-contract.js';
export {
  type Script,
  type ScriptedModel,
  type ScriptedModelOptions,
  scriptedModel,
} from './scripted-model.js';
export type { StoreFactory } from './store-factory.js';
export { type TestClock, testClock } from './test-clock.js';
export { totalsStoreContract } from './totals-store-contract.js';
export { userStoreContract } from './user-store-contract.js';
