import type { ActivityStore } from './activity-store.js';
import type { ChangeFeed } from './change-feed.js';
import type { DataKeyStore } from './data-key-store.js';
import type { ErasureStore } from './erasure-store.js';
import type { GroupStore } from './group-store.js';
import type { IdempotencyStore } from './idempotency-store.js';
import type { MemoryStore } from './memory-store.js';
import type { PersonaStore } from './persona-store.js';
import type { ProfileStore } from './profile-store.js';
import type { TotalsStore } from './totals-store.js';
import type { TrashStore } from './trash-store.js';
import type { UserStore } from './user-store.js';

/**
 * Everything that Picard stores.
 *
 * Every method of every part fails with a `PicardError`: `unavailable` when the database cannot answer
 * now, `internal` for what should not happen. No driver's error leaves a store.
 */
export interface Store {
  readonly memories: MemoryStore;
  readonly trash: TrashStore;
  readonly groups: GroupStore;
  readonly personas: PersonaStore;
  readonly dataKeys: DataKeyStore;
  readonly users: UserStore;
  readonly profiles: ProfileStore;
  readonly erasures: ErasureStore;
  readonly activity: ActivityStore;
  readonly idempotency: IdempotencyStore;
  readonly totals: TotalsStore;
  readonly changes: ChangeFeed;
  /** Resolves when the database responds. */
  ping(): Promise<void>;
  /** Waits for pending work, then releases all resources. */
  close(): Promise<void>;
}
