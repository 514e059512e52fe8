/**
 * The public surface of `@picard-mcp/oauth/testing`: an authorization store in memory, and what every
 * implementation of the storage port must do. The contract needs vitest.
 */
export type {
  AuthorizationStoreFactory,
  OpenedStore,
} from './authorization-store-contract/use-store.js';
export { authorizationStoreContract } from './authorization-store-contract.js';
export {
  authorizationStoreInMemory,
  type InMemoryAuthorizationStoreOptions,
} from './in-memory-authorization-store.js';
