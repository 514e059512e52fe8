import { describe, expect, it } from 'vitest';
import type { StoreFactory } from '../store-factory.js';
import {
  changeOne,
  insertOne,
  newMemory,
  now,
  plain,
  readOne,
  sharedWith,
  stored,
  userId,
} from './samples.js';
import { useStore } from './use-store.js';

/** Changes that come at the same time. */
export function racingContract(open: StoreFactory): void {
  describe('at the same time', () => {
    const store = useStore(open);

    it('lets one of 20 win that expect the same', async () => {
      const memory = await insertOne(store().memories);
      const expectedUpdatedAt = memory.updatedAt;
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          changeOne(store().memories, memory, { category: `${index}`, expectedUpdatedAt }),
        ),
      );
      const won = outcomes.findIndex(({ outcome }) => outcome === 'changed');
      expect(outcomes.filter(({ outcome }) => outcome === 'conflict')).toHaveLength(19);
      const current = await readOne(store().memories, memory);
      expect(current?.category).toBe(`${won}`);
      for (const item of outcomes) {
        if (item.outcome === 'conflict') expect(plain(item.current)).toEqual(current);
      }
    });

    it('loses none of 20 parallel changes that expect nothing', async () => {
      const memory = await insertOne(store().memories);
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          changeOne(
            store().memories,
            memory,
            sharedWith({ userIds: Array.from({ length: index + 1 }, userId) }),
          ),
        ),
      );
      const made = outcomes.flatMap((item) => (item.outcome === 'changed' ? [item] : []));
      made.sort((left, right) => Number(left.memory.updatedAt) - Number(right.memory.updatedAt));
      expect(made).toHaveLength(20);
      // Each saw what the one before it left, whom it was shared with included.
      for (const [index, { before }] of made.entries()) {
        const previous = made[index - 1]?.memory ?? stored(memory);
        expect(plain(before)).toEqual(plain(previous));
      }
      const last = made.at(-1);
      expect(await readOne(store().memories, memory)).toEqual(last && plain(last.memory));
    });

    it('brings crossing batches to an end, each as a whole', async () => {
      const ownerId = userId();
      const memories = Array.from({ length: 40 }, () => newMemory({ ownerId }));
      await store().memories.insert(memories);
      const orders = [memories, [...memories].reverse()];
      const batches = Array.from({ length: 8 }, (_, index) =>
        (orders[index % 2] ?? memories).map(({ id }) => ({
          id,
          category: `${index}`,
          ...sharedWith({ userIds: [userId(), userId()] }),
        })),
      );
      const outcomes = await Promise.all(
        batches.map((batch) => store().memories.update(ownerId, batch, { atomic: true, now })),
      );
      expect(outcomes.flat().every(({ outcome }) => outcome === 'changed')).toBe(true);
      const ids = memories.map(({ id }) => id);
      const found = await store().memories.find(ownerId, ids, now);
      expect(new Set(found.map(({ category }) => category)).size).toBe(1);
      expect(found.every((memory) => memory.sharedWith.userIds.length === 2)).toBe(true);
    });
  });
}
