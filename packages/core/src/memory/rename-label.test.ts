import { beforeEach, describe, expect, it } from 'vitest';
import { generateEncryptionKey } from '../builtin/key-ring.js';
import { newId, type UserId } from '../ids.js';
import { createPicard, type Picard } from '../picard.js';
import type { MemoryChanged } from '../ports/change-feed.js';
import type { Store } from '../ports/store.js';
import { memoryStore } from '../testing/index.js';

describe('renaming labels', () => {
  const alice = newId<UserId>();
  let store: Store;
  let picard: Picard;

  beforeEach(() => {
    store = memoryStore();
    picard = createPicard({
      store,
      encryptionKeys: generateEncryptionKey(),
      background: false,
    });
  });

  it('tells how many memories changed, and announces each', async () => {
    const { memories } = picard.as(alice);
    const heard: MemoryChanged[] = [];
    await memories.batchSubmit([
      { text: '1', tags: ['Old'] },
      { text: '2', tags: ['old', 'x'] },
      { text: '3' },
    ]);
    const stop = await store.changes.subscribe((change) => heard.push(change));
    expect(await memories.renameTag({ from: ' OLD ', to: 'new' })).toEqual({ renamed: 2 });
    expect(heard.map(({ kind }) => kind)).toEqual(['updated', 'updated']);
    stop?.();
    expect(await memories.listTags()).toEqual([
      { tag: 'new', count: 2 },
      { tag: 'x', count: 1 },
    ]);
  });

  it('finds no label of somebody else, and none that is gone', async () => {
    await picard
      .as(alice)
      .memories.submit({ text: '1', tags: ['a'], category: 'a', permission: 'public' });
    const { memories } = picard.as(newId());
    for (const rename of [memories.renameTag, memories.renameCategory]) {
      await expect(rename({ from: 'a', to: 'b' })).rejects.toMatchObject({ code: 'not_found' });
    }
    expect(await picard.as(alice).memories.listCategories()).toEqual([{ category: 'a', count: 1 }]);
  });

  it.each([
    ['from', { from: ' ', to: 'x' }],
    ['to', { from: 'x', to: '\u00a0' }],
    ['to', { from: 'x', to: 'y'.repeat(65) }],
    ['to', { from: 'x', to: 'y\0' }],
  ])('refuses a bad label, naming the field: %s', async (field, input) => {
    await expect(picard.as(alice).memories.renameTag(input)).rejects.toMatchObject({
      code: 'invalid_input',
      details: { field },
    });
  });

  it('lets personas answer from the same memories', async () => {
    const { memories, personas } = picard.as(alice);
    await memories.submit({ text: '1', tags: ['old', 'x'], category: 'things' });
    const persona = await personas.create({
      name: 'P',
      memoryFilter: {
        tags: ['OLD', 'x'],
        anyTags: ['other', 'old'],
        withoutTags: ['y'],
        category: 'Things',
        expiresBefore: '2999-01-01T00:00:00Z',
      },
    });
    await memories.renameTag({ from: 'old', to: 'x' });
    await memories.renameCategory({ from: 'things', to: 'stuff' });
    const kept = (await personas.list()).find(({ id }) => id === persona.id);
    expect(kept?.settings?.memoryFilter).toEqual({
      tags: ['x'],
      anyTags: ['other', 'x'],
      withoutTags: ['y'],
      category: 'stuff',
      expiresBefore: new Date('2999-01-01T00:00:00Z'),
    });
  });
});
