import { describe, expect, it } from 'vitest';
import type { GroupId } from '../../ids.js';
import { newId } from '../../ids.js';
import type { ChangeOutcome, MemoryChange, NewMemory } from '../../ports/memory-store.js';
import type { StoreFactory } from '../store-factory.js';
import {
  at,
  bytes,
  embeddingAt,
  insertOne,
  memoryId,
  newMemory,
  now,
  plain,
  searchedIds,
  sharedWith,
  stored,
  userId,
} from './samples.js';
import { useStore } from './use-store.js';

/** Changing memories. */
export function updatingContract(open: StoreFactory): void {
  describe('update', () => {
    const store = useStore(open);

    async function change(memory: NewMemory, fields: Omit<MemoryChange, 'id'>, when = now) {
      const options = { atomic: false, now: when };
      const [outcome] = await store().memories.update(
        memory.ownerId,
        [{ id: memory.id, ...fields }],
        options,
      );
      if (!outcome) throw new Error('there is no outcome');
      return outcome;
    }

    async function read({ ownerId, id }: NewMemory) {
      const [found] = await store().memories.find(ownerId, [id], now);
      return found && plain(found);
    }

    const full = (): NewMemory =>
      newMemory({
        ...sharedWith({ userIds: [userId()] }),
        sealedMetadata: bytes('metadata'),
        tags: ['one', 'two'],
        category: 'work',
        expiresAt: at(60_000),
        embedding: embeddingAt(0),
      });

    const changes: readonly [string, Omit<MemoryChange, 'id'>, Partial<NewMemory>][] = [
      [
        'the text, and with it the embedding',
        { sealedText: bytes('new'), embedding: embeddingAt(90) },
        { sealedText: bytes('new') },
      ],
      [
        'the text alone, so that it waits for an embedding',
        { sealedText: bytes('new') },
        { sealedText: bytes('new'), embedding: undefined },
      ],
      ['metadata', { sealedMetadata: bytes('other') }, { sealedMetadata: bytes('other') }],
      ['metadata to none', { sealedMetadata: null }, { sealedMetadata: undefined }],
      ['tags', { tags: ['three'] }, { tags: ['three'] }],
      ['tags to none', { tags: [] }, { tags: [] }],
      ['the category', { category: 'home' }, { category: 'home' }],
      ['the category to none', { category: null }, { category: undefined }],
      ['the expiry', { expiresAt: at(5) }, { expiresAt: at(5) }],
      ['the expiry to none', { expiresAt: null }, { expiresAt: undefined }],
      [
        'the permission',
        { permission: 'public', sharedWith: { userIds: [], groupIds: [] } },
        { permission: 'public', sharedWith: { userIds: [], groupIds: [] } },
      ],
    ];

    it.each(changes)('changes %s and leaves the rest', async (_, fields, expected) => {
      const memory = full();
      await store().memories.insert([memory]);
      const outcome = await change(memory, fields);
      const after = stored({ ...memory, ...expected, updatedAt: now });
      expect(outcome.outcome).toBe('changed');
      if (outcome.outcome !== 'changed') return;
      expect(plain(outcome.before)).toEqual(stored(memory));
      expect(plain(outcome.memory)).toEqual(after);
      expect(await read(memory)).toEqual(after);
    });

    it('shares with others than before', async () => {
      const memory = full();
      await store().memories.insert([memory]);
      const [friend, group] = [userId(), newId<GroupId>()];
      const wish = sharedWith({ userIds: [friend, friend], groupIds: [group] });
      const outcome = await change(memory, wish);
      const after = { userIds: [friend], groupIds: [group] };
      expect(outcome).toMatchObject({ outcome: 'changed', memory: { sharedWith: after } });
      expect(outcome).toMatchObject({ before: { sharedWith: memory.sharedWith } });
      expect(await read(memory)).toMatchObject({ permission: 'shared', sharedWith: after });
    });

    it('finds a memory by its new embedding', async () => {
      const memory = await insertOne(store().memories, { embedding: embeddingAt(0) });
      const other = await insertOne(store().memories, {
        ownerId: memory.ownerId,
        embedding: embeddingAt(10),
      });
      await change(memory, { sealedText: bytes('new'), embedding: embeddingAt(20) });
      expect(await searchedIds(store().memories, memory.ownerId, { scope: 'own' })).toEqual([
        other.id,
        memory.id,
      ]);
    });

    it('lets updatedAt grow with every change, even when clocks go backwards', async () => {
      const memory = await insertOne(store().memories, { createdAt: at(-5_000) });
      const times = [now, now, at(-4_000), at(2)];
      const outcomes: ChangeOutcome[] = [];
      for (const time of times) outcomes.push(await change(memory, { category: 'x' }, time));
      expect(outcomes.map((item) => item.outcome === 'changed' && item.memory.updatedAt)).toEqual([
        now,
        at(1),
        at(2),
        at(3),
      ]);
      expect(await read(memory)).toMatchObject({ updatedAt: at(3), createdAt: at(-5_000) });
    });

    it('refuses a change of what was updated at another time than expected', async () => {
      const memory = await insertOne(store().memories, { category: 'old' });
      const outcome = await change(memory, { category: 'new', expectedUpdatedAt: now });
      expect(outcome.outcome === 'conflict' && plain(outcome.current)).toEqual(stored(memory));
      expect(await read(memory)).toEqual(stored(memory));
      const expectedUpdatedAt = memory.updatedAt;
      expect(await change(memory, { category: 'new', expectedUpdatedAt })).toMatchObject({
        outcome: 'changed',
      });
    });

    it('lets one of 20 win that expect the same', async () => {
      const memory = await insertOne(store().memories);
      const expectedUpdatedAt = memory.updatedAt;
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          change(memory, { category: `${index}`, expectedUpdatedAt }),
        ),
      );
      const won = outcomes.findIndex(({ outcome }) => outcome === 'changed');
      expect(outcomes.filter(({ outcome }) => outcome === 'conflict')).toHaveLength(19);
      const current = await read(memory);
      expect(current?.category).toBe(`${won}`);
      for (const item of outcomes) {
        if (item.outcome === 'conflict') expect(plain(item.current)).toEqual(current);
      }
    });

    it('loses none of 20 parallel changes that expect nothing', async () => {
      const memory = await insertOne(store().memories);
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          change(memory, sharedWith({ userIds: Array.from({ length: index + 1 }, userId) })),
        ),
      );
      const made = outcomes.flatMap((item) => (item.outcome === 'changed' ? [item] : []));
      made.sort((left, right) => Number(left.memory.updatedAt) - Number(right.memory.updatedAt));
      expect(made).toHaveLength(20);
      // Each saw what the one before it left, whom it was shared with included.
      for (const [index, { before }] of made.entries()) {
        const previous = made[index - 1]?.memory ?? stored(memory);
        expect(plain(before)).toEqual(plain(previous));
      }
      expect(await read(memory)).toEqual(made.at(-1) && plain(made[19]?.memory ?? stored(memory)));
    });

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
      expect(await read(mine)).toMatchObject({ category: 'mine' });
      for (const untouched of [also, foreign, shared]) {
        expect(await read(untouched)).toEqual(stored(untouched));
      }
    });

    it.each([
      ['is not there', { id: memoryId() }, 'not_found'],
      ['conflicts', { expectedUpdatedAt: now }, 'conflict'],
    ])('changes nothing if atomic and one %s', async (_, wrong, outcome) => {
      const good = await insertOne(store().memories, sharedWith({ userIds: [userId()] }));
      const bad = await insertOne(store().memories, { ownerId: good.ownerId });
      const nobody = { permission: 'private', sharedWith: { userIds: [], groupIds: [] } } as const;
      const wishes = [
        { id: good.id, ...nobody, tags: ['new'] },
        { id: bad.id, tags: ['new'], ...wrong },
      ];
      const refused = await store().memories.update(good.ownerId, wishes, { atomic: true, now });
      expect(refused[1]?.outcome).toBe(outcome);
      expect(await read(good)).toEqual(stored(good));
      expect(await read(bad)).toEqual(stored(bad));
    });

    it('changes all if atomic and all can be', async () => {
      const first = await insertOne(store().memories);
      const second = await insertOne(store().memories, { ownerId: first.ownerId });
      const wishes = [second, first].map(({ id }) => ({ id, tags: [id] }));
      const outcomes = await store().memories.update(first.ownerId, wishes, { atomic: true, now });
      expect(outcomes.map(({ outcome }) => outcome)).toEqual(['changed', 'changed']);
      expect(await read(first)).toMatchObject({ tags: [first.id] });
      expect(await read(second)).toMatchObject({ tags: [second.id] });
    });

    it('brings crossing batches to an end, each as a whole', async () => {
      const ownerId = userId();
      const memories = Array.from({ length: 40 }, () => newMemory({ ownerId }));
      await store().memories.insert(memories);
      const orders = [memories, [...memories].reverse()];
      const batches = Array.from({ length: 8 }, (_, index) =>
        (orders[index % 2] ?? memories).map(({ id }) => ({
          id,
          category: `${index}`,
          ...sharedWith({ userIds: [userId(), userId()] }),
        })),
      );
      const outcomes = await Promise.all(
        batches.map((batch) => store().memories.update(ownerId, batch, { atomic: true, now })),
      );
      expect(outcomes.flat().every(({ outcome }) => outcome === 'changed')).toBe(true);
      const ids = memories.map(({ id }) => id);
      const found = await store().memories.find(ownerId, ids, now);
      expect(new Set(found.map(({ category }) => category)).size).toBe(1);
      expect(found.every((memory) => memory.sharedWith.userIds.length === 2)).toBe(true);
    });
  });
}
