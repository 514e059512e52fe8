import { describe, expect, it } from 'vitest';
import type { MemoryId, UserId } from '../../ids.js';
import type { NewMemory } from '../../ports/memory-store.js';
import type { StoreFactory } from '../store-factory.js';
import {
  at,
  bytes,
  createGroup,
  embeddingAt,
  idsOf,
  insertOne,
  listedIds,
  memoryId,
  model,
  newMemory,
  now,
  plain,
  readOne,
  searchedIds,
  sharedWith,
  stored,
  userId,
} from './samples.js';
import { useStore } from './use-store.js';

/** Deleted memories: where they are not found, and how they come back. */
export function trashContract(open: StoreFactory): void {
  describe('trash', () => {
    const store = useStore(open);
    const kept = { deletedAfter: at(-1_000_000) };
    const deleteAll = (ownerId: UserId, ids: readonly MemoryId[], deletedAt = now) =>
      store().memories.remove(ownerId, ids, { atomic: true, deletedAt });
    const restore = (ownerId: UserId, ids: readonly MemoryId[], options = {}) =>
      store().trash.restore(ownerId, ids, { atomic: false, model, now, ...kept, ...options });
    const purge = (ownerId: UserId, ids: readonly MemoryId[], atomic = false) =>
      store().trash.purge(ownerId, ids, { atomic, ...kept });
    const trashOf = async (ownerId: UserId, page = {}) =>
      idsOf(await store().trash.list(ownerId, { limit: 100, ...kept, ...page }));
    const outcomesOf = (outcomes: readonly { readonly outcome: string }[]) =>
      outcomes.map(({ outcome }) => outcome);

    const full = (fields: Partial<NewMemory> = {}) =>
      newMemory({
        ...sharedWith({ userIds: [userId(), userId()] }),
        sealedText: Uint8Array.from([0, 1, 254, 255]),
        sealedMetadata: bytes('sealed metadata'),
        tags: ['a', 'B,"{}\\', ''],
        category: 'work',
        createdAt: new Date('2026-01-02T03:04:05.678Z'),
        updatedAt: new Date('2026-01-02T03:04:05.679Z'),
        expirationDate: new Date('2099-12-31T23:59:59.999Z'),
        embedding: embeddingAt(10),
        ...fields,
      });

    it('hides a memory from every way of reading, its owner and readers alike', async () => {
      const [ownerId, friend] = [userId(), userId()];
      const fields = { ownerId, embedding: embeddingAt(0), tags: ['x'] };
      const memories = [
        newMemory({ ...fields, permission: 'public' }),
        newMemory({ ...fields, ...sharedWith({ userIds: [friend] }) }),
        newMemory({ ...fields, expirationDate: at(-1), embedding: undefined }),
      ];
      await store().memories.insert(memories);
      await deleteAll(ownerId, idsOf(memories));
      for (const viewer of [ownerId, friend]) {
        expect(await store().memories.find(viewer, idsOf(memories), now)).toEqual([]);
        for (const scope of ['own', 'visible', 'public'] as const) {
          expect(await listedIds(store().memories, viewer, { scope })).toEqual([]);
          expect(await searchedIds(store().memories, viewer, { scope })).toEqual([]);
        }
        expect(await listedIds(store().memories, viewer, { scope: 'own', expired: 'any' })).toEqual(
          [],
        );
        expect(await store().memories.listLabels(viewer, 'tag', now)).toEqual([]);
        expect(await store().memories.listOwn(viewer, { expired: 'any' }, 10, now)).toEqual([]);
      }
      expect(await store().memories.countByModel()).toEqual([]);
      expect((await store().totals.read()).memories).toBe(0);
      const claim = { model: 'other', stale: true, limit: 10, leaseMs: 1_000, now };
      expect(await store().memories.claimPending(claim)).toEqual([]);
      expect(await trashOf(ownerId)).toHaveLength(3);
      expect(await trashOf(friend)).toEqual([]);
    });

    it('gives back every field as it was', async () => {
      const memory = full();
      const bare = newMemory({ ownerId: memory.ownerId, embedding: embeddingAt(5) });
      await store().memories.insert([memory, bare]);
      await deleteAll(memory.ownerId, [memory.id, bare.id]);
      const listed = await store().trash.list(memory.ownerId, { limit: 10, ...kept });
      const shown = new Map(
        listed.map(({ deletedAt, ...rest }) => [rest.id, [plain(rest), deletedAt]]),
      );
      expect(shown.get(memory.id)).toEqual([stored(memory), now]);
      expect(shown.get(bare.id)).toEqual([stored(bare), now]);

      const outcomes = await restore(memory.ownerId, [bare.id, memory.id]);
      expect(
        outcomes.map((item) => (item.outcome === 'restored' ? plain(item.memory) : item)),
      ).toEqual([stored(bare), stored(memory)]);
      expect(await readOne(store().memories, memory)).toEqual(stored(memory));
      expect(await trashOf(memory.ownerId)).toEqual([]);
      expect(await searchedIds(store().memories, memory.ownerId, { scope: 'own' })).toEqual([
        bare.id,
        memory.id,
      ]);
      const [friend] = memory.sharedWith.userIds;
      expect(friend && (await listedIds(store().memories, friend, { scope: 'visible' }))).toEqual([
        memory.id,
      ]);
    });

    it('lists the newest deletion first, a page at a time', async () => {
      const ownerId = userId();
      const memories = Array.from({ length: 7 }, () => newMemory({ ownerId }));
      await store().memories.insert(memories);
      for (const [index, { id }] of memories.entries()) {
        await deleteAll(ownerId, [id], at(Math.floor(index / 2)));
      }
      const whole = await store().trash.list(ownerId, { limit: 100, ...kept });
      expect(whole.map(({ deletedAt }) => deletedAt.getTime() - now.getTime())).toEqual([
        3, 2, 2, 1, 1, 0, 0,
      ]);
      const paged: MemoryId[] = [];
      let after: (typeof whole)[number] | undefined;
      do {
        const page = await store().trash.list(ownerId, {
          ...{ limit: 2, ...kept },
          ...(after && { after }),
        });
        paged.push(...idsOf(page));
        after = page.at(-1);
      } while (after);
      expect(paged).toEqual(idsOf(whole));
    });

    it('restores shares only with groups that the owner still owns or belongs to', async () => {
      const [ownerId, leader, friend] = [userId(), userId(), userId()];
      const own = await createGroup(store(), ownerId, [friend]);
      const joined = await createGroup(store(), leader, [ownerId]);
      const left = await createGroup(store(), leader, [ownerId]);
      const ended = await createGroup(store(), ownerId, []);
      const groupIds = [own, joined, left, ended].sort();
      const memory = full({ ownerId, ...sharedWith({ userIds: [friend], groupIds }) });
      const other = full({ ownerId, ...sharedWith({ groupIds: [own] }) });
      await store().memories.insert([memory, other]);
      await deleteAll(ownerId, [memory.id, other.id]);
      await store().groups.removeMembers(leader, left, [ownerId], now);
      await store().groups.remove(ownerId, ended);
      await restore(ownerId, [memory.id, other.id]);
      const found = await readOne(store().memories, memory);
      expect(found?.sharedWith).toEqual({ userIds: [friend], groupIds: [own, joined].sort() });
      // What was expected before no longer holds, because others may read it now.
      expect(found?.updatedAt).toEqual(now);
      expect(await readOne(store().memories, other)).toEqual(stored(other));
      expect(await store().memories.find(leader, [memory.id], now)).toHaveLength(1);
    });

    it('lets a memory wait in the queue whose embedding is missing or of another model', async () => {
      const ownerId = userId();
      const memories = [
        newMemory({ ownerId }),
        newMemory({ ownerId, embedding: embeddingAt(0) }),
        newMemory({ ownerId, embedding: { ...embeddingAt(0), model: 'model-two' } }),
      ];
      await store().memories.insert(memories);
      const claim = { model, stale: false, limit: 10, leaseMs: 1_000_000, now };
      // A lease from before the deletion does not hold the memory up.
      expect(await store().memories.claimPending(claim)).toHaveLength(1);
      await deleteAll(ownerId, idsOf(memories));
      await restore(ownerId, idsOf(memories));
      const claimed = await store().memories.claimPending(claim);
      expect(idsOf(claimed)).toHaveLength(2);
      expect(idsOf(claimed)).not.toContain(memories[1]?.id);
    });

    it('restores an expired memory as an expired one', async () => {
      const memory = await insertOne(store().memories, { expirationDate: at(5) });
      await deleteAll(memory.ownerId, [memory.id]);
      await restore(memory.ownerId, [memory.id], { now: at(10) });
      const ids = await store().memories.listOwn(memory.ownerId, { expired: true }, 10, at(10));
      expect(ids).toEqual([{ id: memory.id, updatedAt: memory.updatedAt }]);
    });

    it('touches only what is in the trash of that owner', async () => {
      const [mine, theirs] = [await insertOne(store().memories), await insertOne(store().memories)];
      const here = await insertOne(store().memories, { ownerId: mine.ownerId });
      await deleteAll(mine.ownerId, [mine.id]);
      await deleteAll(theirs.ownerId, [theirs.id]);
      const ids = [memoryId(), theirs.id, here.id];
      expect(outcomesOf(await restore(mine.ownerId, ids))).toEqual([
        'not_found',
        'not_found',
        'conflict',
      ]);
      expect(outcomesOf(await purge(mine.ownerId, ids))).toEqual(Array(3).fill('not_found'));
      expect(await trashOf(theirs.ownerId)).toEqual([theirs.id]);
      expect(await readOne(store().memories, here)).toEqual(stored(here));
    });

    it('restores and purges nothing if atomic and one is not there', async () => {
      const { ownerId, id } = await insertOne(store().memories);
      await deleteAll(ownerId, [id]);
      const ids = [id, memoryId()];
      expect(outcomesOf(await restore(ownerId, ids, { atomic: true }))).toEqual([
        'restored',
        'not_found',
      ]);
      expect(outcomesOf(await purge(ownerId, ids, true))).toEqual(['purged', 'not_found']);
      expect(await trashOf(ownerId)).toEqual([id]);
      expect(outcomesOf(await purge(ownerId, [id], true))).toEqual(['purged']);
      expect(outcomesOf(await restore(ownerId, [id]))).toEqual(['not_found']);
    });

    it('keeps nothing that was deleted too long ago', async () => {
      const ownerId = userId();
      const memories = Array.from({ length: 4 }, () => newMemory({ ownerId }));
      await store().memories.insert(memories);
      for (const [index, { id }] of memories.entries()) await deleteAll(ownerId, [id], at(index));
      const ids = idsOf(memories);
      const deletedAfter = at(1);
      expect(await trashOf(ownerId, { deletedAfter })).toEqual([ids[3], ids[2]]);
      expect(outcomesOf(await restore(ownerId, ids.slice(0, 2), { deletedAfter }))).toEqual([
        'not_found',
        'not_found',
      ]);
      expect(await store().trash.removeUntil(at(2), 2)).toBe(2);
      expect(await store().trash.removeUntil(at(2), 2)).toBe(1);
      expect(await store().trash.removeUntil(at(2), 2)).toBe(0);
      expect(await trashOf(ownerId)).toEqual([ids[3]]);
    });

    it('removes for good from both places', async () => {
      const ownerId = userId();
      const [here, deleted] = [newMemory({ ownerId }), newMemory({ ownerId })];
      await store().memories.insert([here, deleted]);
      await deleteAll(ownerId, [deleted.id]);
      const ids = [here.id, deleted.id, memoryId()];
      expect(outcomesOf(await store().memories.remove(ownerId, ids, { atomic: true }))).toEqual([
        'removed',
        'purged',
        'not_found',
      ]);
      expect(await trashOf(ownerId)).toEqual([deleted.id]);
      await store().memories.remove(ownerId, ids, { atomic: false });
      expect(await trashOf(ownerId)).toEqual([]);
      expect(await store().memories.find(ownerId, ids, now)).toEqual([]);
    });

    it('removes nothing that was updated at another time than expected', async () => {
      const memory = await insertOne(store().memories);
      const other = await insertOne(store().memories, { ownerId: memory.ownerId });
      const remove = (deletedAt?: Date) =>
        store().memories.remove(memory.ownerId, [memory.id, other.id], {
          atomic: false,
          expectedUpdatedAt: new Map([
            [memory.id, at(-5)],
            [other.id, other.updatedAt],
          ]),
          ...(deletedAt && { deletedAt }),
        });
      const [refused, removed] = await remove(now);
      expect(refused?.outcome === 'conflict' && plain(refused.current)).toEqual(stored(memory));
      expect(removed?.outcome).toBe('removed');
      await deleteAll(memory.ownerId, [memory.id]);
      expect(outcomesOf(await remove())).toEqual(['conflict', 'purged']);
      expect(await trashOf(memory.ownerId)).toEqual([memory.id]);
    });

    it('keeps an id in one place: refused by insert, left out or replaced by insertAbsent', async () => {
      const memory = await insertOne(store().memories);
      await deleteAll(memory.ownerId, [memory.id]);
      await expect(
        store().memories.insert([newMemory({ ownerId: memory.ownerId }), memory]),
      ).rejects.toMatchObject({ code: 'conflict' });
      expect(await listedIds(store().memories, memory.ownerId, { scope: 'own' })).toEqual([]);
      await store().memories.insert([newMemory({ id: memory.id })]);
      expect(await trashOf(memory.ownerId)).toEqual([memory.id]);

      const again = { ...memory, sealedText: bytes('again') };
      const other = newMemory({ ownerId: memory.ownerId });
      expect(
        await store().memories.insertAbsent([again, other], { replaceTrashed: false }),
      ).toEqual([other]);
      expect(await trashOf(memory.ownerId)).toEqual([memory.id]);
      expect(await store().memories.insertAbsent([again], { replaceTrashed: true })).toEqual([
        again,
      ]);
      expect(await trashOf(memory.ownerId)).toEqual([]);
      expect(await readOne(store().memories, memory)).toEqual(stored(again));
    });
  });
}
