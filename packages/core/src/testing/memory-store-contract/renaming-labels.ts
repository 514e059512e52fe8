import { describe, expect, it } from 'vitest';
import type { LabelKind, LabelRename, NewMemory } from '../../ports/memory-store.js';
import type { StoreFactory } from '../store-factory.js';
import {
  at,
  embeddingAt,
  idsOf,
  insertOne,
  listedIds,
  newMemory,
  now,
  readOne,
  searchedIds,
  sharedWith,
  userId,
} from './samples.js';
import { useStore } from './use-store.js';

/** Renaming a label: what changes, what is merged, and what concurrent calls leave. */
export function renamingLabelsContract(open: StoreFactory): void {
  describe('renaming labels', () => {
    const store = useStore(open);

    const list = (ownerId: NewMemory['ownerId'], kind: LabelKind) =>
      store().memories.listLabels(ownerId, kind, now);
    const rename = (
      ownerId: NewMemory['ownerId'],
      from: string,
      to: string,
      more: Partial<LabelRename> = {},
    ) => store().memories.renameLabel(ownerId, { kind: 'tag', from, to, now, ...more });

    it('changes all memories of the owner, expired ones too, and nothing of others', async () => {
      const ownerId = userId();
      const friend = userId();
      const fields = { ownerId, embedding: embeddingAt(0), updatedAt: at(-5) };
      const live = await insertOne(store().memories, {
        ...fields,
        ...sharedWith({ userIds: [friend] }),
        tags: ['x', 'Old', 'y'],
        category: 'old',
      });
      const ahead = await insertOne(store().memories, {
        ...fields,
        tags: ['old'],
        expirationDate: at(-1),
        updatedAt: at(60_000),
      });
      const untouched = await insertOne(store().memories, { ...fields, tags: ['x'] });
      const foreign = await insertOne(store().memories, { tags: ['old'], permission: 'public' });
      const changed = await rename(ownerId, 'OLD', 'New');
      expect(new Set(idsOf(changed?.map((memory) => ({ ...memory })) ?? []))).toEqual(
        new Set([live.id, ahead.id]),
      );
      expect(changed?.find(({ id }) => id === live.id)).toMatchObject({
        ownerId,
        permission: 'shared',
        sharedWith: { userIds: [friend], groupIds: [] },
      });
      expect(await readOne(store().memories, live)).toMatchObject({
        tags: ['x', 'New', 'y'],
        category: 'old',
        updatedAt: now,
      });
      expect(await readOne(store().memories, ahead)).toMatchObject({
        tags: ['New'],
        updatedAt: at(60_001),
      });
      expect((await readOne(store().memories, untouched))?.updatedAt).toEqual(at(-5));
      expect((await readOne(store().memories, foreign))?.tags).toEqual(['old']);
      const filter = { scope: 'own', tags: ['new'] } as const;
      expect(await listedIds(store().memories, ownerId, filter)).toEqual([live.id]);
      expect(await searchedIds(store().memories, ownerId, filter)).toEqual([live.id]);
      expect(await rename(ownerId, 'old', 'again')).toBeUndefined();
      expect(await rename(ownerId, 'old', 'again', { kind: 'category' })).toHaveLength(1);
      expect(await list(ownerId, 'category')).toEqual([{ label: 'again', count: 1 }]);
    });

    it('merges into a label that exists, and keeps its spelling', async () => {
      const ownerId = userId();
      const into = await insertOne(store().memories, { ownerId, tags: ['Into'], category: 'B' });
      const both = await insertOne(store().memories, {
        ownerId,
        tags: ['a', 'from', 'x', 'INTO'],
      });
      const turned = await insertOne(store().memories, { ownerId, tags: ['into', 'x', 'from'] });
      const category = await insertOne(store().memories, { ownerId, category: 'a' });
      expect(await rename(ownerId, 'from', 'INTO')).toHaveLength(2);
      expect((await readOne(store().memories, both))?.tags).toEqual(['a', 'Into', 'x']);
      expect((await readOne(store().memories, turned))?.tags).toEqual(['Into', 'x']);
      expect((await readOne(store().memories, into))?.updatedAt).toEqual(into.updatedAt);
      expect(await rename(ownerId, 'a', 'b', { kind: 'category' })).toHaveLength(1);
      expect((await readOne(store().memories, category))?.category).toBe('B');
      expect(await list(ownerId, 'category')).toEqual([{ label: 'B', count: 2 }]);
    });

    it('changes how a label is spelled', async () => {
      const ownerId = userId();
      const memory = await insertOne(store().memories, { ownerId, tags: ['picard', 'x'] });
      expect(await rename(ownerId, 'PICARD', 'Picard')).toHaveLength(1);
      expect((await readOne(store().memories, memory))?.tags).toEqual(['Picard', 'x']);
      expect(await rename(ownerId, 'picard', 'Picard')).toEqual([]);
      const [next] = await store().memories.insert([newMemory({ ownerId, tags: ['PICARD'] })]);
      expect(next?.tags).toEqual(['Picard']);
    });

    it('finds a new label under its new name, and makes the old name free', async () => {
      const ownerId = userId();
      await insertOne(store().memories, { ownerId, tags: ['ONE'] });
      await rename(ownerId, 'one', 'two');
      const [stored] = await store().memories.insert([
        newMemory({ ownerId, tags: ['One', 'TWO'] }),
      ]);
      expect(stored?.tags).toEqual(['One', 'two']);
    });

    it('knows no label that no memory carries', async () => {
      const { ownerId, id } = await insertOne(store().memories, { tags: ['gone'] });
      await store().memories.remove(ownerId, [id], { atomic: true });
      expect(await rename(ownerId, 'gone', 'new')).toBeUndefined();
      expect(await rename(ownerId, '', 'new')).toBeUndefined();
    });

    it('leaves each memory with its labels, however many rename and write at once', async () => {
      const ownerId = userId();
      const memories = Array.from({ length: 40 }, (_, index) =>
        newMemory({ ownerId, tags: [index % 2 === 0 ? 'a' : 'b', 'kept'] }),
      );
      await store().memories.insert(memories);
      const written = memories.slice(0, 10);
      const changes = written.map(({ id }) => ({ id, tags: ['kept', 'a', 'b', 'c'] }));
      await Promise.all([
        rename(ownerId, 'a', 'b'),
        rename(ownerId, 'b', 'a'),
        rename(ownerId, 'a', 'c'),
        rename(ownerId, 'kept', 'KEPT'),
        store().memories.update(ownerId, changes, { atomic: true, now }),
        ...Array.from({ length: 8 }, () =>
          store().memories.insert([newMemory({ ownerId, tags: ['A', 'Kept', 'C'] })]),
        ),
      ]);
      const counts = await list(ownerId, 'tag');
      const keys = counts.map(({ label }) => label.toLowerCase());
      expect(new Set(keys).size).toBe(keys.length);
      const stored = counts.filter(({ label }) => label.toLowerCase() === 'kept');
      expect(stored).toEqual([{ label: 'KEPT', count: 48 }]);
      for (const { label, count } of counts) {
        const ids = await listedIds(store().memories, ownerId, { scope: 'own', tags: [label] });
        expect(ids).toHaveLength(count);
      }
      const all = await store().memories.find(ownerId, idsOf(memories), now);
      const shown = new Set(counts.map(({ label }) => label));
      for (const { tags } of all) for (const tag of tags) expect(shown).toContain(tag);
    });
  });
}
