/**
 * The public surface of `@picard-mcp/oauth/testing`: an authorization store in memory, the contract
 * that every implementation of the storage port must meet, and the texts of the built-in pages for tests that
 * use them in a browser. The contract needs vitest.
 */
export { english } from '../pages/english.js';
export type {
  AuthorizationStoreFactory,
  OpenedStore,
} from './authorization-store-contract/use-store.js';
export { authorizationStoreContract } from './authorization-store-contract.js';
export {
  authorizationStoreInMemory,
  type InMemoryAuthorizationStoreOptions,
} from './in-memory-authorization-store.js';
