import { describe, expect, it } from 'vitest';
import type { LabelKind, NewMemory } from '../../ports/memory-store.js';
import type { StoreFactory } from '../store-factory.js';
import {
  at,
  changeOne,
  insertOne,
  listedIds,
  memoryId,
  newMemory,
  now,
  readOne,
  userId,
} from './samples.js';
import { useStore } from './use-store.js';

/** Labels that are one, each written in several ways. */
const sameLabels: readonly (readonly string[])[] = [
  ['Straße', 'STRASSE', 'strasse', 'Stra\u1e9ee'],
  ['\u0130stanbul', 'i\u0307stanbul', 'I\u0307STANBUL'],
  ['ΟΔΟΣ', 'οδος', 'οδοσ'],
  ['\u212Aelvin', 'kelvin', 'KELVIN'],
  ['é', 'e\u0301', 'É', 'E\u0301'],
  ['two words', ' Two\u00a0\t words\n', 'TWO\u2003WORDS'],
  ['__proto__', '__PROTO__'],
];

const differentLabels = [
  'istanbul',
  '\u0130stanbul',
  'Kap\u0131',
  'kapi',
  'constructor',
  '%',
  '_',
  '{a}',
];

/** Tags and categories: which are the same and how they are shown. */
export function labelsContract(open: StoreFactory): void {
  describe('labels', () => {
    const store = useStore(open);

    const list = (ownerId: NewMemory['ownerId'], kind: LabelKind) =>
      store().memories.listLabels(ownerId, kind, now);

    it.each(sameLabels)('takes these for one label: %j, %j', async (...spellings) => {
      const ownerId = userId();
      const [first = ''] = spellings;
      for (const spelling of spellings) {
        const memory = newMemory({ ownerId, tags: [spelling], category: spelling });
        const [stored] = await store().memories.insert([memory]);
        expect(stored).toMatchObject({ tags: [first], category: first });
        expect(await readOne(store().memories, memory)).toMatchObject({
          tags: [first],
          category: first,
        });
      }
      const all = [{ label: first, count: spellings.length }];
      expect(await list(ownerId, 'tag')).toEqual(all);
      expect(await list(ownerId, 'category')).toEqual(all);
      for (const spelling of spellings) {
        for (const filter of [
          { tags: [spelling] },
          { anyTags: [spelling] },
          { category: spelling },
        ]) {
          const ids = await listedIds(store().memories, ownerId, { scope: 'own', ...filter });
          expect(ids).toHaveLength(spellings.length);
        }
        const without = { scope: 'own', withoutTags: [spelling] } as const;
        expect(await listedIds(store().memories, ownerId, without)).toEqual([]);
      }
    });

    it('keeps labels apart that are not the same', async () => {
      const ownerId = userId();
      for (const tag of differentLabels)
        await insertOne(store().memories, { ownerId, tags: [tag] });
      const found = await list(ownerId, 'tag');
      expect(found.map(({ label }) => label).sort()).toEqual([...differentLabels].sort());
      for (const tag of differentLabels) {
        const filter = { scope: 'own', tags: [tag] } as const;
        expect(await listedIds(store().memories, ownerId, filter)).toHaveLength(1);
      }
    });

    it('shows the spelling that its owner wrote first, tags and categories apart', async () => {
      const [ownerId, other] = [userId(), userId()];
      await insertOne(store().memories, { ownerId, tags: ['Work'], permission: 'public' });
      await insertOne(store().memories, { ownerId, category: 'WORK', permission: 'public' });
      await insertOne(store().memories, { ownerId: other, tags: ['work'], permission: 'public' });
      const [absent] = await store().memories.insertAbsent(
        [newMemory({ ownerId, tags: ['wOrK', 'new'], category: 'work' })],
        { replaceTrashed: true },
      );
      expect(absent).toMatchObject({ tags: ['Work', 'new'], category: 'WORK' });
      expect(await list(other, 'tag')).toEqual([{ label: 'work', count: 1 }]);
      expect(
        await listedIds(store().memories, other, { scope: 'public', tags: ['WORK'] }),
      ).toHaveLength(2);
    });

    it('carries each tag once, in the spelling and at the place that come first', async () => {
      const memory = newMemory({ tags: ['b', 'A', 'a', 'B ', 'c'] });
      await store().memories.insert([memory]);
      expect((await readOne(store().memories, memory))?.tags).toEqual(['b', 'A', 'c']);
      const outcome = await changeOne(store().memories, memory, { tags: ['C', 'c', 'D', 'a'] });
      expect(outcome).toMatchObject({ outcome: 'changed', memory: { tags: ['c', 'D', 'A'] } });
      expect((await readOne(store().memories, memory))?.tags).toEqual(['c', 'D', 'A']);
    });

    it('decides about no spelling by a change that is refused', async () => {
      const { ownerId, id } = await insertOne(store().memories);
      const fields = { tags: ['SHOUTED'], category: 'SHOUTED' };
      await changeOne(store().memories, { ownerId, id: memoryId() }, fields);
      await changeOne(store().memories, { ownerId, id }, { ...fields, expectedUpdatedAt: at(9) });
      await expect(
        store().memories.insert([newMemory({ ownerId, id, ...fields })]),
      ).rejects.toMatchObject({ code: 'conflict' });
      const outcome = await changeOne(
        store().memories,
        { ownerId, id },
        { tags: ['shouted'], category: 'shouted' },
      );
      expect(outcome).toMatchObject({ memory: { tags: ['shouted'], category: 'shouted' } });
    });

    it('settles on one spelling, however many write a label at once', async () => {
      const ownerId = userId();
      const memories = Array.from({ length: 16 }, (_, index) =>
        newMemory({
          ownerId,
          tags: index % 2 === 0 ? ['LABEL', 'other'] : ['Other', 'label', `${index}`],
          category: index % 3 === 0 ? 'Heading' : 'heading',
        }),
      );
      const stored = await Promise.all(memories.map((memory) => store().memories.insert([memory])));
      const tags = await list(ownerId, 'tag');
      expect(tags.slice(0, 2).map(({ count }) => count)).toEqual([16, 16]);
      expect(await list(ownerId, 'category')).toHaveLength(1);
      const shown = new Set(stored.flat().flatMap((memory) => memory.tags));
      expect(shown.size).toBe(2 + 8);
      for (const memory of stored.flat()) {
        expect((await readOne(store().memories, memory))?.tags).toEqual(memory.tags);
      }
    });

    it('counts the labels of the unexpired memories of one owner', async () => {
      const ownerId = userId();
      await store().memories.insert([
        newMemory({ ownerId, tags: ['b', 'a', 'Z'], category: 'x' }),
        newMemory({ ownerId, tags: ['b'], expirationDate: at(1), category: 'X' }),
        newMemory({ ownerId, tags: ['gone', 'b'], expirationDate: now, category: 'gone' }),
        newMemory({ tags: ['other'], permission: 'public', category: 'other' }),
      ]);
      expect(await list(ownerId, 'tag')).toEqual([
        { label: 'b', count: 2 },
        { label: 'Z', count: 1 },
        { label: 'a', count: 1 },
      ]);
      expect(await list(ownerId, 'category')).toEqual([{ label: 'x', count: 2 }]);
    });

    it('counts no more than it is told to exactly', async () => {
      const ownerId = userId();
      await store().memories.insert(Array.from({ length: 30 }, () => newMemory({ ownerId })));
      const count = (exactUpTo: number) =>
        store().memories.count(ownerId, { scope: 'own' }, { exactUpTo, now });
      expect(await count(30)).toEqual({ total: 30, isEstimate: false });
      const rough = await count(29);
      expect(rough.isEstimate).toBe(true);
      expect(rough.total).toBeGreaterThan(29);
      const nobody = { scope: 'public', permission: 'private' } as const;
      expect(await store().memories.count(ownerId, nobody, { exactUpTo: 9, now })).toEqual({
        total: 0,
        isEstimate: false,
      });
    });
  });
}
