import type { UserStore } from '@picard-mcp/core/ports';
import { afterEach, beforeEach } from 'vitest';
import type { AuthorizationStore } from '../../ports/authorization-store.js';

/** An authorization store with the accounts of the users that it grants something to. */
export interface OpenedStore {
  readonly authorization: AuthorizationStore;
  readonly users: UserStore;
  close(): Promise<void>;
}

/** Opens an empty store for one test, which closes it. */
export type AuthorizationStoreFactory = () => Promise<OpenedStore>;

/** An empty store for each test of the suite that calls this. */
export function useStore(open: AuthorizationStoreFactory): () => OpenedStore {
  let store: OpenedStore | undefined;
  beforeEach(async () => {
    store = await open();
  });
  afterEach(async () => {
    await store?.close();
    store = undefined;
  });
  return () => {
    if (!store) throw new Error('a store is open only while a test runs');
    return store;
  };
}
