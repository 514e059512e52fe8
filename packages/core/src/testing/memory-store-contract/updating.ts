import { describe, expect, it } from 'vitest';
import { type GroupId, newId } from '../../ids.js';
import type { ChangeOutcome, MemoryChange, NewMemory } from '../../ports/memory-store.js';
import type { StoreFactory } from '../store-factory.js';
import {
  at,
  bytes,
  changeOne,
  embeddingAt,
  insertOne,
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

/** Changing memories. */
export function updatingContract(open: StoreFactory): void {
  describe('update', () => {
    const store = useStore(open);

    const full = (): NewMemory =>
      newMemory({
        ...sharedWith({ userIds: [userId()] }),
        sealedMetadata: bytes('metadata'),
        tags: ['one', 'two'],
        category: 'work',
        expirationDate: at(60_000),
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
      ['the expiry', { expirationDate: at(5) }, { expirationDate: at(5) }],
      ['the expiry to none', { expirationDate: null }, { expirationDate: undefined }],
      [
        'the permission',
        { permission: 'public', sharedWith: { userIds: [], groupIds: [] } },
        { permission: 'public', sharedWith: { userIds: [], groupIds: [] } },
      ],
    ];

    it.each(changes)('changes %s and leaves the rest', async (_, fields, expected) => {
      const memory = full();
      await store().memories.insert([memory]);
      const outcome = await changeOne(store().memories, memory, fields);
      const after = stored({ ...memory, ...expected, updatedAt: now });
      expect(outcome.outcome).toBe('changed');
      if (outcome.outcome !== 'changed') return;
      expect(plain(outcome.before)).toEqual(stored(memory));
      expect(plain(outcome.memory)).toEqual(after);
      expect(await readOne(store().memories, memory)).toEqual(after);
    });

    it('shares with others than before', async () => {
      const memory = full();
      await store().memories.insert([memory]);
      const [friend, group] = [userId(), newId<GroupId>()];
      const change = sharedWith({ userIds: [friend, friend], groupIds: [group] });
      const outcome = await changeOne(store().memories, memory, change);
      const after = { userIds: [friend], groupIds: [group] };
      expect(outcome).toMatchObject({ outcome: 'changed', memory: { sharedWith: after } });
      expect(outcome).toMatchObject({ before: { sharedWith: memory.sharedWith } });
      expect(await readOne(store().memories, memory)).toMatchObject({
        permission: 'shared',
        sharedWith: after,
      });
    });

    it('finds a memory by its new embedding', async () => {
      const memory = await insertOne(store().memories, { embedding: embeddingAt(0) });
      const other = await insertOne(store().memories, {
        ownerId: memory.ownerId,
        embedding: embeddingAt(10),
      });
      await changeOne(store().memories, memory, {
        sealedText: bytes('new'),
        embedding: embeddingAt(20),
      });
      expect(await searchedIds(store().memories, memory.ownerId, { scope: 'own' })).toEqual([
        other.id,
        memory.id,
      ]);
    });

    it('lets updatedAt grow with every change, even when clocks go backwards', async () => {
      const memory = await insertOne(store().memories, { createdAt: at(-5_000) });
      const times = [now, now, at(-4_000), at(2)];
      const outcomes: ChangeOutcome[] = [];
      for (const time of times)
        outcomes.push(await changeOne(store().memories, memory, { category: 'x' }, time));
      expect(outcomes.map((item) => item.outcome === 'changed' && item.memory.updatedAt)).toEqual([
        now,
        at(1),
        at(2),
        at(3),
      ]);
      expect(await readOne(store().memories, memory)).toMatchObject({
        updatedAt: at(3),
        createdAt: at(-5_000),
      });
    });

    it('refuses a change of what was updated at another time than expected', async () => {
      const memory = await insertOne(store().memories, { category: 'old' });
      const outcome = await changeOne(store().memories, memory, {
        category: 'new',
        expectedUpdatedAt: now,
      });
      expect(outcome.outcome === 'conflict' && plain(outcome.current)).toEqual(stored(memory));
      expect(await readOne(store().memories, memory)).toEqual(stored(memory));
      const expectedUpdatedAt = memory.updatedAt;
      expect(
        await changeOne(store().memories, memory, { category: 'new', expectedUpdatedAt }),
      ).toMatchObject({
        outcome: 'changed',
      });
    });
  });
}
