import { expect, vi } from 'vitest';
import type { TestStore } from './test-store.js';

/** Resolves when so many statements on the store's database wait for a lock. Real PostgreSQL alone. */
export async function lockWaits(store: TestStore, count: number): Promise<void> {
  await vi.waitFor(
    async () => {
      const waiting = await store.sql(`
        select from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`);
      expect(waiting).toHaveLength(count);
    },
    { timeout: 10_000, interval: 10 },
  );
}
