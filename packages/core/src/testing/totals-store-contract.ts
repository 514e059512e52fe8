import { describe, expect, it } from 'vitest';
import { newId, type UserId } from '../ids.js';
import { useStore } from './memory-store-contract/use-store.js';
import { newMemory } from './new-memory.js';
import type { StoreFactory } from './store-factory.js';
import { realmAccount, someone } from './user-store-contract/samples.js';

/** What every `TotalsStore` must do, beside the stores of what it counts. */
export function totalsStoreContract(name: string, open: StoreFactory): void {
  describe(`${name}: totals store`, () => {
    const store = useStore(open);

    it('counts nothing where there is nothing', async () => {
      expect(await store().totals.read()).toEqual({
        users: 0,
        activeUsers: 0,
        memories: 0,
        isMemoriesEstimate: false,
        pendingEmbeddings: 0,
      });
    });

    it('counts users of every realm, memories of everybody, and what waits for an embedding', async () => {
      const { users, memories, totals } = store();
      for (const user of [someone(), someone({ isActive: false }), realmAccount()]) {
        await users.insert(user);
      }
      const embedding = { model: 'some-model', vector: new Float32Array([1, 0, 0]) };
      const ownerId = newId<UserId>();
      await memories.insert([
        newMemory({ ownerId, embedding }),
        newMemory({ ownerId, permission: 'public', embedding }),
        newMemory(),
        newMemory({ expirationDate: new Date('2020-01-01T00:00:00.000Z'), embedding }),
      ]);
      expect(await totals.read()).toEqual({
        users: 3,
        activeUsers: 2,
        memories: 4,
        isMemoriesEstimate: false,
        pendingEmbeddings: 1,
      });
    });
  });
}
