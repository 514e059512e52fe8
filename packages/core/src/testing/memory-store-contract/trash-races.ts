import { describe, expect, it } from 'vitest';
import type { StoreFactory } from '../store-factory.js';
import { changeOne, idsOf, insertOne, model, newMemory, now, plain, readOne } from './samples.js';
import { useStore } from './use-store.js';

/** Moves into the trash and out of it that come at the same time as others. */
export function trashRacesContract(open: StoreFactory): void {
  describe('the trash at the same time', () => {
    const store = useStore(open);
    const kept = { deletedAfter: new Date(0) };
    const restoring = { atomic: false, model, now, ...kept };
    const rounds = Array.from({ length: 8 }, (_, index) => index);

    it('takes a memory once, however many delete it', async () => {
      const { ownerId, id } = await insertOne(store().memories);
      const outcomes = await Promise.all(
        Array.from({ length: 10 }, () =>
          store().memories.remove(ownerId, [id], { atomic: true, deletedAt: now }),
        ),
      );
      expect(outcomes.flat().filter(({ outcome }) => outcome === 'removed')).toHaveLength(1);
      expect(await store().trash.list(ownerId, { limit: 9, ...kept })).toHaveLength(1);
    });

    it('gives a memory back once, however many restore it', async () => {
      const { ownerId, id } = await insertOne(store().memories);
      await store().memories.remove(ownerId, [id], { atomic: true, deletedAt: now });
      const outcomes = await Promise.all(
        Array.from({ length: 10 }, () => store().trash.restore(ownerId, [id], restoring)),
      );
      const kinds = outcomes.flat().map(({ outcome }) => outcome);
      expect(kinds.sort()).toEqual([...Array(9).fill('conflict'), 'restored']);
    });

    it('either restores or purges', async () => {
      for (const _ of rounds) {
        const memory = await insertOne(store().memories);
        const { ownerId, id } = memory;
        await store().memories.remove(ownerId, [id], { atomic: true, deletedAt: now });
        const [[restored], [purged]] = await Promise.all([
          store().trash.restore(ownerId, [id], restoring),
          store().trash.purge(ownerId, [id], { atomic: true, ...kept }),
        ]);
        const isBack = (await readOne(store().memories, memory)) !== undefined;
        expect([restored?.outcome, purged?.outcome]).toEqual(
          isBack ? ['restored', 'not_found'] : ['not_found', 'purged'],
        );
        expect(await store().trash.list(ownerId, { limit: 9, ...kept })).toEqual([]);
      }
    });

    it('loses no change that came before the deletion, and takes none after it', async () => {
      for (const _ of rounds) {
        const memory = await insertOne(store().memories);
        const { ownerId, id } = memory;
        const [changed] = await Promise.all([
          changeOne(store().memories, memory, { category: 'changed' }),
          store().memories.remove(ownerId, [id], { atomic: true, deletedAt: now }),
        ]);
        const [deleted] = await store().trash.list(ownerId, { limit: 9, ...kept });
        expect(deleted?.category).toBe(changed.outcome === 'changed' ? 'changed' : undefined);
      }
    });

    it('never misses a memory that is to go for good while it moves', async () => {
      for (const round of rounds) {
        const { ownerId, id } = await insertOne(store().memories);
        const deletedAt = now;
        if (round % 2 === 0) {
          await store().memories.remove(ownerId, [id], { atomic: true, deletedAt });
        }
        const move =
          round % 2 === 0
            ? store().trash.restore(ownerId, [id], restoring)
            : store().memories.remove(ownerId, [id], { atomic: true, deletedAt });
        const [[removed]] = await Promise.all([
          store().memories.remove(ownerId, [id], { atomic: true }),
          move,
        ]);
        expect(removed?.outcome).toMatch(/removed|purged/);
        expect(await store().memories.find(ownerId, [id], now)).toEqual([]);
        expect(await store().trash.list(ownerId, { limit: 9, ...kept })).toEqual([]);
      }
    });

    it('keeps an id in one place while it is inserted, deleted and restored', async () => {
      for (const _ of rounds) {
        const memory = await insertOne(store().memories);
        const { ownerId, id } = memory;
        await Promise.all([
          store()
            .memories.insert([memory])
            .catch(() => undefined),
          store().memories.remove(ownerId, [id], { atomic: true, deletedAt: now }),
          store().memories.insertAbsent([memory], { replaceTrashed: true }),
          store().trash.restore(ownerId, [id], restoring),
        ]);
        const places = [
          ...(await store().memories.find(ownerId, [id], now)),
          ...(await store().trash.list(ownerId, { limit: 9, ...kept })),
        ];
        expect(places.map(plain)).toHaveLength(1);
      }
    });

    it('brings crossing batches to an end', async () => {
      const { ownerId } = newMemory();
      const memories = Array.from({ length: 30 }, () => newMemory({ ownerId }));
      await store().memories.insert(memories);
      const orders = [idsOf(memories), [...idsOf(memories)].reverse()];
      await Promise.all(
        rounds.map(async (round) => {
          const ids = orders[round % 2] ?? [];
          if (round % 4 < 2) {
            await store().memories.remove(ownerId, ids, { atomic: false, deletedAt: now });
          } else await store().trash.restore(ownerId, ids, restoring);
        }),
      );
      const found = await store().memories.find(ownerId, idsOf(memories), now);
      const deleted = await store().trash.list(ownerId, { limit: 100, ...kept });
      expect([...idsOf(found), ...idsOf(deleted)].sort()).toEqual([...idsOf(memories)].sort());
    });
  });
}
