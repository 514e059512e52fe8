import { describe, expect, it } from 'vitest';
import { mayRead } from '../../permission/permission.js';
import type { NewMemory } from '../../ports/memory-store.js';
import type { StoreFactory } from '../store-factory.js';
import { random } from './random.js';
import {
  at,
  embeddingAt,
  idsOf,
  insertOne,
  model,
  newMemory,
  now,
  plain,
  searchedIds,
  sharedWith,
  stored,
  userId,
  vectorAt,
} from './samples.js';
import { useStore } from './use-store.js';

/** Search by similarity. */
export function searchingContract(open: StoreFactory): void {
  describe('search', () => {
    const store = useStore(open);

    it('gives the nearest first, with cosine similarity as score', async () => {
      const ownerId = userId();
      const angles = [120, 0, 60, 180, 30, 90];
      const memories = angles.map((degrees) =>
        newMemory({ ownerId, embedding: embeddingAt(degrees) }),
      );
      await store().memories.insert(memories);
      const search = { ...embeddingAt(0), limit: 10 };
      const found = await store().memories.search(ownerId, { scope: 'own' }, search, now);
      const sortedAngles = [...angles].sort((left, right) => left - right);
      expect(
        found.map(({ memory }) => angles[memories.findIndex(({ id }) => id === memory.id)]),
      ).toEqual(sortedAngles);
      for (const [index, { score }] of found.entries()) {
        expect(score).toBeCloseTo(Math.cos(((sortedAngles[index] ?? 0) * Math.PI) / 180), 2);
        expect(Math.abs(score)).toBeLessThanOrEqual(1);
      }
    });

    it('gives memories as they are stored', async () => {
      const memory = await insertOne(store().memories, {
        ...sharedWith({ userIds: [userId()] }),
        tags: ['a'],
        category: 'x',
        expirationDate: at(1),
        embedding: embeddingAt(0),
      });
      const search = { ...embeddingAt(0), limit: 1 };
      const [found] = await store().memories.search(memory.ownerId, { scope: 'own' }, search, now);
      expect(found && plain(found.memory)).toEqual(stored(memory));
    });

    it('does not depend on the length of vectors', async () => {
      const ownerId = userId();
      const scaled = (degrees: number, factor: number) => ({
        model,
        vector: vectorAt(degrees).map((value) => value * factor),
      });
      const far = await insertOne(store().memories, { ownerId, embedding: scaled(80, 1e6) });
      const near = await insertOne(store().memories, { ownerId, embedding: scaled(10, 1e-6) });
      const search = { ...scaled(0, 1e4), limit: 10 };
      const found = await store().memories.search(ownerId, { scope: 'own' }, search, now);
      expect(found.map(({ memory }) => memory.id)).toEqual([near.id, far.id]);
    });

    it('takes vectors of 1536 dimensions', async () => {
      const ownerId = userId();
      const axis = (place: number) => {
        const vector = new Float32Array(1536);
        vector[place] = 1;
        return { model, vector };
      };
      const first = await insertOne(store().memories, { ownerId, embedding: axis(0) });
      const last = await insertOne(store().memories, { ownerId, embedding: axis(1535) });
      for (const [place, wanted] of [
        [0, first],
        [1535, last],
      ] as const) {
        const search = { ...axis(place), limit: 1 };
        const [found] = await store().memories.search(ownerId, { scope: 'own' }, search, now);
        expect(found?.memory.id).toBe(wanted.id);
        expect(found?.score).toBeCloseTo(1, 3);
      }
    });

    it('breaks ties by id, also at the limit', async () => {
      const ownerId = userId();
      const memories = Array.from({ length: 9 }, () =>
        newMemory({ ownerId, embedding: embeddingAt(5) }),
      );
      await store().memories.insert(memories);
      const ids = idsOf(memories).toSorted();
      for (const limit of [1, 4, 9, 20]) {
        expect(await searchedIds(store().memories, ownerId, { scope: 'own' }, { limit })).toEqual(
          ids.slice(0, limit),
        );
      }
    });

    it('leaves out what is less similar than asked for', async () => {
      const ownerId = userId();
      const near = await insertOne(store().memories, { ownerId, embedding: embeddingAt(10) });
      await insertOne(store().memories, { ownerId, embedding: embeddingAt(60) });
      const search = (minScore: number) =>
        store().memories.search(
          ownerId,
          { scope: 'own' },
          { ...embeddingAt(0), limit: 10, minScore },
          now,
        );
      expect((await search(0.9)).map(({ memory }) => memory.id)).toEqual([near.id]);
      expect(await search(0.999)).toEqual([]);
      expect(await search(-1)).toHaveLength(2);
    });

    it('sees neither what other models embedded nor what waits for an embedding', async () => {
      const ownerId = userId();
      const vector = vectorAt(0);
      const mine = await insertOne(store().memories, { ownerId, embedding: embeddingAt(80) });
      await insertOne(store().memories, { ownerId, embedding: { model: 'model-two', vector } });
      await insertOne(store().memories, { ownerId });
      expect(await searchedIds(store().memories, ownerId, { scope: 'own' })).toEqual([mine.id]);
      const search = { model: 'model-three', vector, limit: 10 };
      expect(await store().memories.search(ownerId, { scope: 'own' }, search, now)).toEqual([]);
    });

    it('gives as many as asked for whenever so many match', async () => {
      const chance = random(99);
      const [viewerId, ...others] = Array.from({ length: 4 }, userId);
      if (!viewerId) throw new Error('there is no viewer');
      const memories = Array.from({ length: 300 }, (_, index): NewMemory => {
        const audience = [
          {},
          { permission: 'public' as const },
          sharedWith({ userIds: [viewerId] }),
        ];
        return newMemory({
          ownerId: chance.pick([viewerId, ...others]),
          embedding: embeddingAt(chance.integer(180)),
          tags: [index % 50 === 0 ? 'rare' : 'common'],
          category: chance.chance(0.1) ? 'seldom' : 'often',
          expirationDate: chance.chance(0.3) ? now : undefined,
          createdAt: at(-index),
          ...chance.pick(audience),
        });
      });
      await store().memories.insert(memories);
      const filters = [
        {},
        { tags: ['rare'] },
        { category: 'seldom' },
        { createdBefore: at(-290) },
        { tags: ['common'], category: 'seldom' },
      ];
      for (const scope of ['own', 'visible', 'public'] as const) {
        for (const filterFields of filters) {
          const matching = memories.filter(
            (memory) =>
              mayRead(memory, { userId: viewerId, groupIds: new Set() }) &&
              (scope !== 'own' || memory.ownerId === viewerId) &&
              (scope !== 'public' || memory.permission === 'public') &&
              memory.expirationDate === undefined &&
              (filterFields.tags ?? []).every((tag) => memory.tags.includes(tag)) &&
              (filterFields.category ?? memory.category) === memory.category &&
              memory.createdAt < (filterFields.createdBefore ?? at(1)),
          );
          for (const limit of [3, 100]) {
            const found = await searchedIds(
              store().memories,
              viewerId,
              { scope, ...filterFields },
              { limit },
            );
            expect(found).toHaveLength(Math.min(limit, matching.length));
            const ids = new Set(idsOf(matching));
            expect(found.every((id) => ids.has(id))).toBe(true);
          }
        }
      }
    });
  });
}
