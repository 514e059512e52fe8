import { describe, expect, it } from 'vitest';
import { type GroupId, type MemoryId, newId } from '../../ids.js';
import type { StoreFactory } from '../store-factory.js';
import { insertingAbsentContract } from './inserting-absent.js';
import {
  at,
  bytes,
  embeddingAt,
  insertOne,
  listedIds,
  memoryId,
  newMemory,
  now,
  plain,
  sharedWith,
  stored,
  userId,
} from './samples.js';
import { useStore } from './use-store.js';

/** Inserting and removing. */
export function writingContract(open: StoreFactory): void {
  describe('writing', () => {
    const store = useStore(open);

    it('gives back every field as it was inserted', async () => {
      const full = newMemory({
        ...sharedWith({ userIds: [userId(), userId()], groupIds: [newId<GroupId>()] }),
        sealedText: Uint8Array.from([0, 1, 254, 255]),
        sealedMetadata: bytes('sealed metadata'),
        tags: ['a', 'B,"{}\\', 'ü \u{1f600}', "it's", 'NULL', ''],
        category: 'work',
        createdAt: new Date('2026-01-02T03:04:05.678Z'),
        updatedAt: new Date('2026-01-02T03:04:05.679Z'),
        expirationDate: new Date('2099-12-31T23:59:59.999Z'),
        embedding: embeddingAt(10),
      });
      const bare = newMemory({ ownerId: full.ownerId, sealedText: new Uint8Array() });
      await store().memories.insert([full, bare]);
      const found = await store().memories.find(full.ownerId, [full.id, bare.id], now);
      const byId = new Map(found.map((memory) => [memory.id, plain(memory)]));
      expect(byId.get(full.id)).toEqual(stored(full));
      expect(byId.get(bare.id)).toEqual(stored(bare));
    });

    it('keeps a long text', async () => {
      const sealedText = new Uint8Array(1_000_000).map((_, index) => index % 251);
      const { ownerId, id } = await insertOne(store().memories, { sealedText });
      const [found] = await store().memories.find(ownerId, [id], now);
      expect(Buffer.compare(found?.sealedText ?? bytes(''), sealedText)).toBe(0);
    });

    it('inserts 1,000 memories at once, and none', async () => {
      const ownerId = userId();
      const memories = Array.from({ length: 1_000 }, (_, index) =>
        newMemory({
          ownerId,
          createdAt: at(-index),
          tags: index % 2 === 0 ? ['even', `${index}`] : [],
          ...(index % 3 === 0 && { embedding: embeddingAt(index % 360) }),
        }),
      );
      await store().memories.insert([]);
      await store().memories.insert(memories);
      expect(await listedIds(store().memories, ownerId, { scope: 'own' })).toEqual(
        memories.map(({ id }) => id),
      );
      const even = await listedIds(store().memories, ownerId, { scope: 'own', tags: ['even'] });
      expect(even).toHaveLength(500);
    });

    it('inserts all or none', async () => {
      const taken = await insertOne(store().memories);
      const other = newMemory({ ownerId: taken.ownerId });
      const again = newMemory({ ownerId: taken.ownerId, id: taken.id, sealedText: bytes('other') });
      await expect(store().memories.insert([other, again])).rejects.toMatchObject({
        code: 'conflict',
      });
      const found = await store().memories.find(taken.ownerId, [taken.id, other.id], now);
      expect(found.map(plain)).toEqual([stored(taken)]);
    });

    it('lets another owner have the same id without touching the first', async () => {
      const mine = await insertOne(store().memories);
      const theirs = await insertOne(store().memories, {
        id: mine.id,
        sealedText: bytes('theirs'),
      });
      await store().memories.remove(theirs.ownerId, [theirs.id], { atomic: false });
      expect(await store().memories.find(theirs.ownerId, [mine.id], now)).toEqual([]);
      const found = await store().memories.find(mine.ownerId, [mine.id], now);
      expect(found.map(plain)).toEqual([stored(mine)]);
    });

    it('shares once with a user or group that is named twice', async () => {
      const [friend, group] = [userId(), newId<GroupId>()];
      const { ownerId, id } = await insertOne(
        store().memories,
        sharedWith({ userIds: [friend, friend], groupIds: [group, group] }),
      );
      const [found] = await store().memories.find(ownerId, [id], now);
      expect(found?.sharedWith).toEqual({ userIds: [friend], groupIds: [group] });
    });

    insertingAbsentContract(store);

    describe('remove', () => {
      it('answers for each id in order, with what was there', async () => {
        const first = await insertOne(store().memories, sharedWith({ userIds: [userId()] }));
        const second = await insertOne(store().memories, { ownerId: first.ownerId });
        const foreign = await insertOne(store().memories, { permission: 'public' });
        const ids = [second.id, memoryId(), foreign.id, first.id];
        const outcomes = await store().memories.remove(first.ownerId, ids, { atomic: false });
        expect(
          outcomes.map((item) => (item.outcome === 'removed' ? plain(item.before) : item.outcome)),
        ).toEqual([stored(second), 'not_found', 'not_found', stored(first)]);
        expect(await store().memories.find(first.ownerId, ids, now)).toHaveLength(1);
        expect(await listedIds(store().memories, first.ownerId, { scope: 'own' })).toEqual([]);
      });

      it('removes nothing if atomic and one is not there', async () => {
        const { ownerId, id } = await insertOne(store().memories);
        const missing = memoryId();
        const outcomes = await store().memories.remove(ownerId, [id, missing], { atomic: true });
        expect(outcomes[1]).toEqual({ outcome: 'not_found' });
        expect(await listedIds(store().memories, ownerId, { scope: 'own' })).toEqual([id]);
        await store().memories.remove(ownerId, [id], { atomic: true });
        expect(await listedIds(store().memories, ownerId, { scope: 'own' })).toEqual([]);
      });

      it('removes a memory once, however many ask at once', async () => {
        const { ownerId, id } = await insertOne(store().memories);
        const outcomes = await Promise.all(
          Array.from({ length: 10 }, () =>
            store().memories.remove(ownerId, [id], { atomic: true }),
          ),
        );
        expect(outcomes.flat().filter(({ outcome }) => outcome === 'removed')).toHaveLength(1);
      });

      it('takes no ids for an answer', async () => {
        const none: readonly MemoryId[] = [];
        expect(await store().memories.remove(userId(), none, { atomic: true })).toEqual([]);
      });
    });
  });
}
