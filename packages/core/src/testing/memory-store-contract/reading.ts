import { describe, expect, it } from 'vitest';
import type { MemoryFilter } from '../../ports/memory-store.js';
import type { StoreFactory } from '../store-factory.js';
import {
  at,
  embeddingAt,
  everything,
  idsOf,
  insertOne,
  listedIds,
  memoryId,
  newMemory,
  now,
  searchedIds,
  sharedWith,
  userId,
} from './samples.js';
import { useStore } from './use-store.js';

/** Filters and expiry. */
export function readingContract(open: StoreFactory): void {
  describe('reading', () => {
    const store = useStore(open);

    it('finds nothing for ids that nobody has, and for no ids', async () => {
      expect(await store().memories.find(userId(), [memoryId()], now)).toEqual([]);
      expect(await store().memories.find(userId(), [], now)).toEqual([]);
    });

    it('keeps to each filter and to all of them together', async () => {
      const ownerId = userId();
      const memory = (fields: Parameters<typeof newMemory>[0]) =>
        newMemory({ ownerId, embedding: embeddingAt(0), ...fields });
      const samples = {
        plain: memory({ createdAt: at(-50) }),
        tagged: memory({ tags: ['a', 'b'], createdAt: at(-40), expirationDate: at(500) }),
        half: memory({
          tags: ['a'],
          category: 'x',
          createdAt: at(-30),
          expirationDate: at(800),
        }),
        open: memory({ permission: 'public', category: 'x', tags: ['b'], createdAt: at(-20) }),
        both: memory({ permission: 'public', category: 'x', tags: ['b', 'a'], createdAt: at(-10) }),
      };
      await store().memories.insert(Object.values(samples));
      const cases: readonly [Partial<MemoryFilter>, readonly (keyof typeof samples)[]][] = [
        [{}, ['both', 'open', 'half', 'tagged', 'plain']],
        [{ tags: [] }, ['both', 'open', 'half', 'tagged', 'plain']],
        [{ tags: ['a'] }, ['both', 'half', 'tagged']],
        [{ tags: ['a', 'b'] }, ['both', 'tagged']],
        [{ tags: ['A'] }, ['both', 'half', 'tagged']],
        [{ tags: ['c'] }, []],
        [{ category: 'x' }, ['both', 'open', 'half']],
        [{ category: '' }, []],
        [{ category: 'X' }, ['both', 'open', 'half']],
        [{ anyTags: ['a', 'zz'] }, ['both', 'half', 'tagged']],
        [{ anyTags: ['A', 'b'] }, ['both', 'open', 'half', 'tagged']],
        [{ anyTags: ['zz'] }, []],
        [{ anyTags: [], withoutTags: [] }, ['both', 'open', 'half', 'tagged', 'plain']],
        [{ withoutTags: ['A'] }, ['open', 'plain']],
        [{ withoutTags: ['a', 'b'] }, ['plain']],
        [{ withoutTags: ['zz'] }, ['both', 'open', 'half', 'tagged', 'plain']],
        [{ tags: ['b'], anyTags: ['a'], withoutTags: ['zz'] }, ['both', 'tagged']],
        [{ hasCategory: true }, ['both', 'open', 'half']],
        [{ hasCategory: false }, ['tagged', 'plain']],
        [{ hasCategory: false, category: 'x' }, []],
        [{ hasExpiry: true }, ['half', 'tagged']],
        [{ hasExpiry: false }, ['both', 'open', 'plain']],
        [{ expiresBefore: at(500) }, []],
        [{ expiresBefore: at(501) }, ['tagged']],
        [{ expiresBefore: at(900), hasExpiry: false }, []],
        [{ memoryIds: [] }, []],
        [{ memoryIds: [samples.open.id, samples.half.id, memoryId()] }, ['open', 'half']],
        [{ memoryIds: [samples.open.id, samples.half.id], tags: ['a'] }, ['half']],
        [{ permission: 'public' }, ['both', 'open']],
        [{ permission: 'shared' }, []],
        [{ createdAfter: at(-30) }, ['both', 'open', 'half']],
        [{ createdBefore: at(-30) }, ['tagged', 'plain']],
        [{ createdAfter: at(-40), createdBefore: at(-10) }, ['open', 'half', 'tagged']],
        [{ tags: ['b'], category: 'x', permission: 'public', createdBefore: at(-10) }, ['open']],
      ];
      for (const [filterFields, names] of cases) {
        const expected = names.map((name) => samples[name].id);
        for (const scope of ['own', 'visible'] as const) {
          const filter = { scope, ...filterFields };
          expect(
            await listedIds(store().memories, ownerId, filter),
            JSON.stringify(filter),
          ).toEqual(expected);
          const found = await searchedIds(store().memories, ownerId, filter);
          expect(new Set(found), JSON.stringify(filter)).toEqual(new Set(expected));
          const counted = await store().memories.count(ownerId, filter, { exactUpTo: 10, now });
          expect(counted, JSON.stringify(filter)).toEqual({
            total: expected.length,
            isEstimate: false,
          });
        }
      }
    });

    it('takes any time in a filter and in a cursor', async () => {
      const { ownerId, id } = await insertOne(store().memories, {
        expirationDate: new Date(8.64e15),
      });
      const [first, last] = [new Date(-8.64e15), new Date(8.64e15)];
      const whole = { scope: 'own', createdAfter: first, createdBefore: last } as const;
      expect(await listedIds(store().memories, ownerId, whole)).toEqual([id]);
      for (const [order, value] of [
        ['asc', first],
        ['desc', last],
      ] as const) {
        const page = { order, after: { value, id: memoryId() } };
        expect(await listedIds(store().memories, ownerId, { scope: 'own' }, page)).toEqual([id]);
      }
      const [found] = await store().memories.find(ownerId, [id], now);
      expect(found?.expirationDate).toEqual(last);
    });

    it('shows what has expired to its owner alone, and only when asked', async () => {
      const ownerId = userId();
      const fields = { ownerId, permission: 'public', embedding: embeddingAt(0) } as const;
      const past = await insertOne(store().memories, {
        ...fields,
        expirationDate: now,
        createdAt: at(-30),
      });
      const future = await insertOne(store().memories, {
        ...fields,
        expirationDate: at(1),
        createdAt: at(-20),
      });
      const never = await insertOne(store().memories, { ...fields, createdAt: at(-10) });
      const alive = [never.id, future.id];
      for (const viewerId of [ownerId, userId()]) {
        const own = viewerId === ownerId;
        for (const scope of ['visible', 'public'] as const) {
          for (const filterFields of [{ scope, ownerId }, { scope }]) {
            expect(await listedIds(store().memories, viewerId, filterFields)).toEqual(alive);
            expect(
              await listedIds(store().memories, viewerId, { ...filterFields, expired: false }),
            ).toEqual(alive);
            const expired = { ...filterFields, expired: true };
            expect(await listedIds(store().memories, viewerId, expired)).toEqual(
              own ? [past.id] : [],
            );
            expect(await searchedIds(store().memories, viewerId, filterFields)).toHaveLength(2);
            expect(await searchedIds(store().memories, viewerId, expired)).toEqual(
              own ? [past.id] : [],
            );
          }
        }
        const found = await store().memories.find(viewerId, [past.id, ...alive], now);
        expect(new Set(idsOf(found))).toEqual(new Set(own ? [past.id, ...alive] : alive));
      }
      const whenBothExpired = at(1);
      const later = await store().memories.list(
        ownerId,
        { scope: 'own' },
        everything,
        whenBothExpired,
      );
      expect(idsOf(later)).toEqual([never.id]);
    });

    it('lists the expired among the others when asked for any, and only the viewer’s own', async () => {
      const owner = userId();
      const expired = await insertOne(store().memories, { ownerId: owner, expirationDate: at(-1) });
      const lasting = await insertOne(store().memories, { ownerId: owner, permission: 'public' });
      for (const scope of ['own', 'visible', 'public'] as const) {
        const others = { scope, expired: 'any' } as const;
        expect(await listedIds(store().memories, userId(), others)).toEqual([]);
      }
      const any = { scope: 'own', expired: 'any' } as const;
      const ids = await listedIds(store().memories, owner, any);
      expect(ids.toSorted()).toEqual([expired.id, lasting.id].toSorted());
    });

    it('keeps a shared memory that has expired from those it is shared with', async () => {
      const friend = userId();
      const { id } = await insertOne(store().memories, {
        ...sharedWith({ userIds: [friend] }),
        expirationDate: now,
        embedding: embeddingAt(0),
      });
      expect(await store().memories.find(friend, [id], now)).toEqual([]);
      expect(await listedIds(store().memories, friend, { scope: 'visible' })).toEqual([]);
      expect(await searchedIds(store().memories, friend, { scope: 'visible' })).toEqual([]);
      expect(await store().memories.find(friend, [id], at(-1))).toHaveLength(1);
    });
  });
}
