import { describe, expect, it } from 'vitest';
import type { GroupId } from '../../ids.js';
import type { StoreFactory } from '../store-factory.js';
import {
  createGroup,
  embeddingAt,
  idsOf,
  insertOne,
  listedIds,
  now,
  searchedIds,
  sharedWith,
  userId,
} from './samples.js';
import { useStore } from './use-store.js';

const nobody = { permission: 'private', sharedWith: { userIds: [], groupIds: [] } } as const;

/** Access that is not given, and access that ends with what gave it. */
export function accessContract(open: StoreFactory): void {
  describe('access', () => {
    const store = useStore(open);

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
      await store().groups.addMembers(leader, groupId, [friend], { at: now, maxMembers: 10 });
      expect(await readers()).toEqual(['leader', 'friend']);
      await store().groups.remove(leader, groupId);
      expect(await readers()).toEqual([]);
      const [left] = await store().memories.find(ownerId, [id], now);
      expect(left).toMatchObject({
        permission: 'shared',
        sharedWith: { userIds: [], groupIds: [] },
      });
    });
  });
}
