import type { Store } from '../ports/store.js';

/** Opens an empty store for one test, which closes it. */
export type StoreFactory = () => Promise<Store>;
