import { describe, expect, it } from 'vitest';
import type { MemoryChange, NewMemory } from '../../ports/memory-store.js';
import type { StoreFactory } from '../store-factory.js';
import {
  at,
  changeOne,
  insertOne,
  now,
  plain,
  readOne,
  sharedWith,
  stored,
  userId,
} from './samples.js';
import { useStore } from './use-store.js';

/** Changes that depend on the state of the memory: the store decides together with the change. */
export function refusingChangesContract(open: StoreFactory): void {
  describe('update', () => {
    const store = useStore(open);
    const readers = { userIds: [userId()], groupIds: [] };

    it('replaces the readers of a shared memory without its permission', async () => {
      const memory = await insertOne(store().memories, sharedWith({ userIds: [userId()] }));
      const change = { sharedWith: readers, category: 'new' };
      expect(await changeOne(store().memories, memory, change)).toMatchObject({
        outcome: 'changed',
        memory: { permission: 'shared', sharedWith: readers },
      });
      expect(await readOne(store().memories, memory)).toMatchObject({
        permission: 'shared',
        sharedWith: readers,
        category: 'new',
      });
    });

    const refused: readonly [string, Partial<NewMemory>, Omit<MemoryChange, 'id'>, string][] = [
      ['readers of a private memory', {}, { sharedWith: readers }, 'not_shared'],
      [
        'readers of a public memory',
        { permission: 'public' },
        { sharedWith: readers },
        'not_shared',
      ],
      ['an expiration date that has passed', {}, { expirationDate: at(-1) }, 'expiration_passed'],
      ['an expiration date that is now', {}, { expirationDate: now }, 'expiration_passed'],
      [
        'another date that has passed than its own',
        { expirationDate: at(-2) },
        { expirationDate: at(-1) },
        'expiration_passed',
      ],
      [
        'anything at another time than expected, whatever else is wrong',
        {},
        { sharedWith: readers, expirationDate: at(-1), expectedUpdatedAt: now },
        'conflict',
      ],
    ];

    it.each(refused)('refuses %s, and changes nothing', async (_, fields, change, outcome) => {
      const memory = await insertOne(store().memories, fields);
      const result = await changeOne(store().memories, memory, { category: 'new', ...change });
      expect(result.outcome).toBe(outcome);
      expect('current' in result && plain(result.current)).toEqual(stored(memory));
      expect(await readOne(store().memories, memory)).toEqual(stored(memory));
    });

    it('takes the date of an expired memory back', async () => {
      const expirationDate = at(-1);
      const memory = await insertOne(store().memories, { expirationDate });
      expect(
        await changeOne(store().memories, memory, { expirationDate, category: 'new' }),
      ).toMatchObject({ outcome: 'changed', memory: { expirationDate, category: 'new' } });
    });

    it.each(refused)(
      'changes nothing at all if atomic and one is %s',
      async (_, fields, change) => {
        const bad = await insertOne(store().memories, fields);
        const good = await insertOne(store().memories, { ownerId: bad.ownerId });
        const changes = [
          { id: good.id, category: 'new' },
          { id: bad.id, ...change },
        ];
        await store().memories.update(bad.ownerId, changes, { atomic: true, now });
        expect(await readOne(store().memories, good)).toEqual(stored(good));
      },
    );
  });
}
