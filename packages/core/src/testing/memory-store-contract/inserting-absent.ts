import { describe, expect, it } from 'vitest';
import { type GroupId, newId } from '../../ids.js';
import type { Store } from '../../ports/store.js';
import {
  bytes,
  embeddingAt,
  idsOf,
  insertOne,
  newMemory,
  now,
  plain,
  sharedWith,
  stored,
  userId,
} from './samples.js';

/** Inserting what is not there yet. */
export function insertingAbsentContract(store: () => Store): void {
  describe('insertAbsent', () => {
    it('inserts what is absent, with every field, and answers it in order', async () => {
      const full = newMemory({
        ...sharedWith({ userIds: [userId()], groupIds: [newId<GroupId>()] }),
        sealedMetadata: bytes('sealed metadata'),
        tags: ['a', 'B,"{}'],
        category: 'work',
        expirationDate: new Date('2001-12-31T23:59:59.999Z'),
        embedding: embeddingAt(10),
      });
      const bare = newMemory({ ownerId: full.ownerId });
      const inserted = await store().memories.insertAbsent([full, bare], { replaceTrashed: true });
      expect(idsOf(inserted)).toEqual([full.id, bare.id]);
      const found = await store().memories.find(full.ownerId, [full.id, bare.id], now);
      const byId = new Map(found.map((memory) => [memory.id, plain(memory)]));
      expect(byId.get(full.id)).toEqual(stored(full));
      expect(byId.get(bare.id)).toEqual(stored(bare));
      expect(await store().memories.insertAbsent([], { replaceTrashed: true })).toEqual([]);
    });

    it('leaves what is there as it is, with whom it is shared', async () => {
      const friend = userId();
      const taken = await insertOne(store().memories, sharedWith({ userIds: [friend] }));
      const { ownerId, id } = taken;
      const again = newMemory({ ownerId, id, ...sharedWith({ userIds: [userId()] }) });
      const other = newMemory({ ownerId, ...sharedWith({ userIds: [friend] }) });
      expect(
        idsOf(await store().memories.insertAbsent([again, other], { replaceTrashed: true })),
      ).toEqual([other.id]);
      const found = await store().memories.find(ownerId, [id], now);
      expect(found.map(plain)).toEqual([stored(taken)]);
      expect(await store().memories.find(friend, [id, other.id], now)).toHaveLength(2);
    });

    it('takes the first of two alike, and tells owners apart', async () => {
      const first = newMemory({
        sealedText: bytes('first'),
        ...sharedWith({ userIds: [userId()] }),
      });
      const { ownerId, id } = first;
      const second = newMemory({ ownerId, id, ...sharedWith({ userIds: [userId()] }) });
      const foreign = newMemory({ id });
      const inserted = await store().memories.insertAbsent([first, second, foreign], {
        replaceTrashed: true,
      });
      expect(inserted.map((memory) => memory.ownerId)).toEqual([ownerId, foreign.ownerId]);
      const found = await store().memories.find(ownerId, [id], now);
      expect(found.map(plain)).toEqual([stored(first)]);
    });

    it('inserts once, however many ask at once', async () => {
      const memories = Array.from({ length: 20 }, () => newMemory());
      const calls = Array.from({ length: 8 }, (_, index) =>
        store().memories.insertAbsent(index % 2 === 0 ? memories : memories.toReversed(), {
          replaceTrashed: true,
        }),
      );
      const inserted = (await Promise.all(calls)).flatMap(idsOf);
      expect(inserted.toSorted()).toEqual(memories.map(({ id }) => id).toSorted());
    });
  });
}
