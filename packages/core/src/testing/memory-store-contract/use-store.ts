import { afterEach, beforeEach } from 'vitest';
import type { Store } from '../../ports/store.js';
import type { StoreFactory } from '../store-factory.js';

/** An empty store for each test of the suite that calls this. */
export function useStore(open: StoreFactory): () => Store {
  let store: Store | undefined;
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
