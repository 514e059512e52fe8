import { describe, expect, it } from 'vitest';
import type { StoreFactory } from '../store-factory.js';
import { insertOne, memoryId, now, readOne, sharedWith, stored, userId } from './samples.js';
import { useStore } from './use-store.js';

/** Changing several memories at once. */
export function batchUpdatingContract(open: StoreFactory): void {
  describe('update of several', () => {
    const store = useStore(open);

    it('answers for each change in order, and never touches what others own', async () => {
      const mine = await insertOne(store().memories);
      const also = await insertOne(store().memories, { ownerId: mine.ownerId });
      const foreign = await insertOne(store().memories, {
        permission: 'public',
        category: 'theirs',
      });
      const shared = await insertOne(store().memories, sharedWith({ userIds: [mine.ownerId] }));
      const outcomes = await store().memories.update(
        mine.ownerId,
        [foreign.id, also.id, memoryId(), mine.id, shared.id].map((id) => ({
          id,
          category: 'mine',
          ...(id === also.id && { expectedUpdatedAt: now }),
        })),
        { atomic: false, now },
      );
      expect(outcomes.map(({ outcome }) => outcome)).toEqual([
        'not_found',
        'conflict',
        'not_found',
        'changed',
        'not_found',
      ]);
      expect(await readOne(store().memories, mine)).toMatchObject({ category: 'mine' });
      for (const untouched of [also, foreign, shared]) {
        expect(await readOne(store().memories, untouched)).toEqual(stored(untouched));
      }
    });

    it.each([
      ['is not there', { id: memoryId() }, 'not_found'],
      ['conflicts', { expectedUpdatedAt: now }, 'conflict'],
    ])('changes nothing if atomic and one %s', async (_, wrong, outcome) => {
      const good = await insertOne(store().memories, sharedWith({ userIds: [userId()] }));
      const bad = await insertOne(store().memories, { ownerId: good.ownerId });
      const nobody = { permission: 'private', sharedWith: { userIds: [], groupIds: [] } } as const;
      const changes = [
        { id: good.id, ...nobody, tags: ['new'] },
        { id: bad.id, tags: ['new'], ...wrong },
      ];
      const refused = await store().memories.update(good.ownerId, changes, { atomic: true, now });
      expect(refused[1]?.outcome).toBe(outcome);
      expect(await readOne(store().memories, good)).toEqual(stored(good));
      expect(await readOne(store().memories, bad)).toEqual(stored(bad));
    });

    it('changes all if atomic and all can be', async () => {
      const first = await insertOne(store().memories);
      const second = await insertOne(store().memories, { ownerId: first.ownerId });
      const changes = [second, first].map(({ id }) => ({ id, tags: [id] }));
      const outcomes = await store().memories.update(first.ownerId, changes, { atomic: true, now });
      expect(outcomes.map(({ outcome }) => outcome)).toEqual(['changed', 'changed']);
      expect(await readOne(store().memories, first)).toMatchObject({ tags: [first.id] });
      expect(await readOne(store().memories, second)).toMatchObject({ tags: [second.id] });
    });
  });
}
