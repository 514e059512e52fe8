import { describe, expect, it } from 'vitest';
import type { GroupId } from '../../ids.js';
import type { MemoryFilter } from '../../ports/memory-store.js';
import type { StoreFactory } from '../store-factory.js';
import {
  at,
  createGroup,
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

const nobody = { permission: 'private', sharedWith: { userIds: [], groupIds: [] } } as const;

/** Filters, expiry, and that access ends with what gave it. */
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
        tagged: memory({ tags: ['a', 'b'], createdAt: at(-40) }),
        half: memory({ tags: ['a'], category: 'x', createdAt: at(-30) }),
        open: memory({ permission: 'public', category: 'x', tags: ['b'], createdAt: at(-20) }),
        both: memory({ permission: 'public', category: 'x', tags: ['b', 'a'], createdAt: at(-10) }),
      };
      await store().memories.insert(Object.values(samples));
      const cases: readonly [Partial<MemoryFilter>, readonly (keyof typeof samples)[]][] = [
        [{}, ['both', 'open', 'half', 'tagged', 'plain']],
        [{ tags: [] }, ['both', 'open', 'half', 'tagged', 'plain']],
        [{ tags: ['a'] }, ['both', 'half', 'tagged']],
        [{ tags: ['a', 'b'] }, ['both', 'tagged']],
        [{ tags: ['A'] }, []],
        [{ category: 'x' }, ['both', 'open', 'half']],
        [{ category: '' }, []],
        [{ permission: 'public' }, ['both', 'open']],
        [{ permission: 'shared' }, []],
        [{ createdAfter: at(-30) }, ['both', 'open', 'half']],
        [{ createdBefore: at(-30) }, ['tagged', 'plain']],
        [{ createdAfter: at(-40), createdBefore: at(-10) }, ['open', 'half', 'tagged']],
        [{ tags: ['b'], category: 'x', permission: 'public', createdBefore: at(-10) }, ['open']],
      ];
      for (const [wish, names] of cases) {
        const expected = names.map((name) => samples[name].id);
        for (const scope of ['own', 'visible'] as const) {
          const filter = { scope, ...wish };
          expect(
            await listedIds(store().memories, ownerId, filter),
            JSON.stringify(filter),
          ).toEqual(expected);
          const found = await searchedIds(store().memories, ownerId, filter);
          expect(new Set(found), JSON.stringify(filter)).toEqual(new Set(expected));
        }
      }
    });

    it('shows what has expired to its owner alone, and only when asked', async () => {
      const ownerId = userId();
      const fields = { ownerId, permission: 'public', embedding: embeddingAt(0) } as const;
      const past = await insertOne(store().memories, {
        ...fields,
        expiresAt: now,
        createdAt: at(-30),
      });
      const future = await insertOne(store().memories, {
        ...fields,
        expiresAt: at(1),
        createdAt: at(-20),
      });
      const never = await insertOne(store().memories, { ...fields, createdAt: at(-10) });
      const alive = [never.id, future.id];
      for (const viewerId of [ownerId, userId()]) {
        const own = viewerId === ownerId;
        for (const scope of ['visible', 'public'] as const) {
          for (const wish of [{ scope, ownerId }, { scope }]) {
            expect(await listedIds(store().memories, viewerId, wish)).toEqual(alive);
            expect(
              await listedIds(store().memories, viewerId, { ...wish, expired: false }),
            ).toEqual(alive);
            const expired = { ...wish, expired: true };
            expect(await listedIds(store().memories, viewerId, expired)).toEqual(
              own ? [past.id] : [],
            );
            expect(await searchedIds(store().memories, viewerId, wish)).toHaveLength(2);
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

    it('keeps a shared memory that has expired from those it is shared with', async () => {
      const friend = userId();
      const { id } = await insertOne(store().memories, {
        ...sharedWith({ userIds: [friend] }),
        expiresAt: now,
        embedding: embeddingAt(0),
      });
      expect(await store().memories.find(friend, [id], now)).toEqual([]);
      expect(await listedIds(store().memories, friend, { scope: 'visible' })).toEqual([]);
      expect(await searchedIds(store().memories, friend, { scope: 'visible' })).toEqual([]);
      expect(await store().memories.find(friend, [id], at(-1))).toHaveLength(1);
    });

    it('gives nothing to those whom a memory names without being shared with them', async () => {
      const friend = userId();
      const named = { userIds: [friend], groupIds: [] };
      const asGroup = { userIds: [], groupIds: [friend as string as GroupId] };
      const secret = await insertOne(store().memories, { sharedWith: named });
      const elsewhere = await insertOne(store().memories, sharedWith(asGroup));
      const ids = [secret.id, elsewhere.id];
      expect(await store().memories.find(friend, ids, now)).toEqual([]);
      expect(await listedIds(store().memories, friend, { scope: 'visible' })).toEqual([]);
    });

    it('ends access with the permission', async () => {
      const [ownerId, friend] = [userId(), userId()];
      const { id } = await insertOne(store().memories, {
        ownerId,
        ...sharedWith({ userIds: [friend] }),
        embedding: embeddingAt(0),
      });
      const expectReadable = async (readable: boolean) => {
        const expected = readable ? [id] : [];
        expect(idsOf(await store().memories.find(friend, [id], now))).toEqual(expected);
        expect(await listedIds(store().memories, friend, { scope: 'visible' })).toEqual(expected);
        expect(await searchedIds(store().memories, friend, { scope: 'visible' })).toEqual(expected);
      };
      const become = (fields: object) =>
        store().memories.update(ownerId, [{ id, ...fields }], { atomic: true, now });

      await expectReadable(true);
      await become(nobody);
      await expectReadable(false);
      await become({ ...nobody, permission: 'public' });
      await expectReadable(true);
      await become(sharedWith({ userIds: [userId()] }));
      await expectReadable(false);
      await become(sharedWith({ userIds: [userId(), friend] }));
      await expectReadable(true);
    });

    it('ends access with the membership, and with the group', async () => {
      const [ownerId, leader, friend] = [userId(), userId(), userId()];
      const groupId = await createGroup(store(), leader, [friend]);
      const { id } = await insertOne(store().memories, {
        ownerId,
        ...sharedWith({ groupIds: [groupId] }),
        embedding: embeddingAt(0),
      });
      const readers = async () => {
        const names = { leader, friend, stranger: userId() };
        const reading = await Promise.all(
          Object.entries(names).map(async ([name, viewerId]) => {
            const found = idsOf(await store().memories.find(viewerId, [id], now));
            expect(await listedIds(store().memories, viewerId, { scope: 'visible' })).toEqual(
              found,
            );
            expect(await searchedIds(store().memories, viewerId, { scope: 'visible' })).toEqual(
              found,
            );
            return found.length === 0 ? [] : [name];
          }),
        );
        return reading.flat();
      };
      expect(await readers()).toEqual(['leader', 'friend']);
      await store().groups.removeMembers(leader, groupId, [friend], now);
      expect(await readers()).toEqual(['leader']);
      await store().groups.addMembers(leader, groupId, [friend], now);
      expect(await readers()).toEqual(['leader', 'friend']);
      await store().groups.remove(leader, groupId);
      expect(await readers()).toEqual([]);
      const [left] = await store().memories.find(ownerId, [id], now);
      expect(left).toMatchObject({
        permission: 'shared',
        sharedWith: { userIds: [], groupIds: [] },
      });
    });

    it('counts the tags of the unexpired memories of one owner', async () => {
      const ownerId = userId();
      await store().memories.insert([
        newMemory({ ownerId, tags: ['b', 'a', 'Z'] }),
        newMemory({ ownerId, tags: ['b'], expiresAt: at(1) }),
        newMemory({ ownerId, tags: ['gone', 'b'], expiresAt: now }),
        newMemory({ tags: ['other'], permission: 'public' }),
      ]);
      expect(await store().memories.listTags(ownerId, now)).toEqual([
        { tag: 'b', count: 2 },
        { tag: 'Z', count: 1 },
        { tag: 'a', count: 1 },
      ]);
    });
  });
}
