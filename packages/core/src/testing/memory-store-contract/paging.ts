import { describe, expect, it } from 'vitest';
import type { MemoryId, UserId } from '../../ids.js';
import type {
  MemoryFilter,
  MemoryPage,
  MemorySort,
  NewMemory,
  StoredMemory,
} from '../../ports/memory-store.js';
import type { StoreFactory } from '../store-factory.js';
import { random } from './random.js';
import { at, idsOf, newMemory, now, sharedWith, userId } from './samples.js';
import { useStore } from './use-store.js';

type Order = Pick<MemoryPage, 'sort' | 'order'>;

const orders: readonly Order[] = (['created_at', 'updated_at', 'expiration_date'] as const).flatMap(
  (sort) => (['asc', 'desc'] as const).map((order) => ({ sort, order })),
);

const sortValue: Record<MemorySort, (memory: StoredMemory | NewMemory) => Date | undefined> = {
  created_at: ({ createdAt }) => createdAt,
  updated_at: ({ updatedAt }) => updatedAt,
  expiration_date: ({ expirationDate }) => expirationDate,
};

/** Lists in pages. */
export function pagingContract(open: StoreFactory): void {
  describe('paging', () => {
    const store = useStore(open);

    /** All pages, one after the other; `between` runs before each page but the first. */
    async function pages(
      viewerId: UserId,
      filter: MemoryFilter,
      page: Omit<MemoryPage, 'after'>,
      between: (last: StoredMemory) => Promise<void> = async () => undefined,
    ): Promise<readonly MemoryId[]> {
      const seen: MemoryId[] = [];
      let after: MemoryPage['after'];
      for (;;) {
        const found = await store().memories.list(
          viewerId,
          filter,
          { ...page, ...(after && { after }) },
          now,
        );
        expect(found.length).toBeLessThanOrEqual(page.limit);
        seen.push(...idsOf(found));
        const last = found.at(-1);
        if (!last || found.length < page.limit) return seen;
        await between(last);
        after = { value: sortValue[page.sort](last), id: last.id };
      }
    }

    it.each(orders)(
      'goes through all once, in order, with ties and absent values: %o',
      async (order) => {
        const viewerId = userId();
        const memories = mixedMemories(viewerId, userId());
        await store().memories.insert(memories);
        for (const scope of ['own', 'visible', 'public'] as const) {
          const expected = idsOf(
            memories.filter((memory) => isInScope(memory, scope, viewerId)).sort(comparing(order)),
          );
          for (const limit of [1, 7, 100]) {
            expect(await pages(viewerId, { scope }, { ...order, limit })).toEqual(expected);
          }
        }
      },
    );

    it.each(orders)(
      'neither repeats nor loses what was there while others are inserted: %o',
      async (order) => {
        const viewerId = userId();
        const memories = mixedMemories(viewerId, viewerId);
        await store().memories.insert(memories);
        const inserted: NewMemory[] = [];
        const ids = await pages(
          viewerId,
          { scope: 'own' },
          { ...order, limit: 5 },
          async (last) => {
            // At the very place of the page's end, before it and after it.
            const near = [-1, 0, 1].map((offset) => {
              const moved = (time: Date | undefined) => time && new Date(time.getTime() + offset);
              return newMemory({
                ownerId: viewerId,
                createdAt: moved(last.createdAt) ?? now,
                updatedAt: moved(last.updatedAt) ?? now,
                expirationDate: moved(last.expirationDate),
              });
            });
            await store().memories.insert(near);
            inserted.push(...near);
          },
        );
        const old = new Set(idsOf(memories));
        expect(ids.filter((id) => old.has(id))).toEqual(
          idsOf([...memories].sort(comparing(order))),
        );
        expect(new Set(ids).size).toBe(ids.length);
        const known = [...memories, ...inserted].filter(({ id }) => ids.includes(id));
        expect(ids).toEqual(idsOf(known.sort(comparing(order))));
      },
    );

    it('goes on behind a memory that was removed meanwhile', async () => {
      const ownerId = userId();
      const memories = mixedMemories(ownerId, ownerId);
      await store().memories.insert(memories);
      const order = { sort: 'created_at', order: 'desc' } as const;
      const ids = await pages(ownerId, { scope: 'own' }, { ...order, limit: 5 }, async ({ id }) => {
        await store().memories.remove(ownerId, [id], { atomic: true });
      });
      expect(ids).toEqual(idsOf([...memories].sort(comparing(order))));
    });
  });
}

/** Few distinct times, so that there are ties; every kind of permission; no two owners with one id. */
function mixedMemories(viewerId: UserId, other: UserId): NewMemory[] {
  const chance = random(4711);
  return Array.from({ length: 48 }, (_, index) => {
    const createdAt = at(-1_000 * chance.integer(6));
    const audience = [{}, { permission: 'public' as const }, sharedWith({ userIds: [viewerId] })];
    return newMemory({
      ownerId: index % 2 === 0 ? viewerId : other,
      createdAt,
      updatedAt: new Date(createdAt.getTime() + chance.integer(3)),
      expirationDate: chance.chance(0.5) ? at(1_000 + chance.integer(4)) : undefined,
      ...audience[index % audience.length],
    });
  });
}

function isInScope(memory: NewMemory, scope: MemoryFilter['scope'], viewerId: UserId): boolean {
  if (scope === 'public') return memory.permission === 'public';
  return memory.ownerId === viewerId || (scope === 'visible' && memory.permission !== 'private');
}

function comparing({ sort, order }: Order) {
  const sign = order === 'asc' ? 1 : -1;
  return (left: NewMemory, right: NewMemory): number => {
    const [one, other] = [sortValue[sort](left), sortValue[sort](right)];
    const byId = left.id < right.id ? -sign : sign;
    if (!one || !other) return one ? -1 : other ? 1 : byId;
    return sign * (one.getTime() - other.getTime()) || byId;
  };
}
