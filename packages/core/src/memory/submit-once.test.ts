import { beforeEach, describe, expect, it } from 'vitest';
import { generateEncryptionKey } from '../builtin/key-ring.js';
import { newId, type UserId } from '../ids.js';
import { createPicard, type Picard } from '../picard.js';
import { memoryStore } from '../testing/index.js';
import { testClock } from '../testing/test-clock.js';

const [alice, bob, carol] = [newId<UserId>(), newId<UserId>(), newId<UserId>()];
const clock = testClock('2030-01-01T00:00:00Z');
let picard: Picard;

beforeEach(() => {
  clock.set('2030-01-01T00:00:00Z');
  picard = createPicard({
    store: memoryStore(),
    encryptionKeys: generateEncryptionKey(),
    clock,
    background: false,
  });
});

const conflict = (id: string, text: string) => ({
  code: 'conflict',
  details: { current: { id, text } },
});

describe('a submission with an id', () => {
  it.each([
    ['1', 'c232ab00-9414-11ec-b3c8-9f6bdeced846'],
    ['4', newId()],
    ['5', '74738ff5-5367-5958-9aee-98fffdcd1876'],
    ['7', '017f22e2-79b0-7cc3-98c4-dc0c0c07398f'],
    ['8', '2489E9AD-2EE2-8E00-8EC9-32D5F69181C0'],
  ])('takes a UUID of version %s', async (_, id) => {
    const { memories } = picard.as(alice);
    const memory = await memories.submit({ id, text: 'x' });
    expect(memory).toMatchObject({ id: id.toLowerCase(), created: true });
    expect(await memories.get(id)).toMatchObject({ text: 'x' });
    const { nextCursor } = await memories.list({ limit: 1 });
    expect(nextCursor).toBeUndefined();
    await memories.submit({ text: 'y' });
    const page = await memories.list({ limit: 1, sort: 'updated_at' });
    expect(
      (await memories.list({ limit: 1, sort: 'updated_at', cursor: page.nextCursor })).memories,
    ).toHaveLength(1);
  });

  it.each([
    '00000000-0000-0000-0000-000000000000',
    'ffffffff-ffff-ffff-ffff-ffffffffffff',
    '74738ff553675958 9aee98fffdcd1876',
    'note-1',
  ])('does not take %s', async (id) => {
    await expect(picard.as(alice).memories.submit({ id, text: 'x' })).rejects.toMatchObject({
      code: 'invalid_input',
      details: { field: 'id' },
    });
  });

  it('is answered with what is stored when it comes again', async () => {
    const { memories } = picard.as(alice);
    const input = {
      id: newId(),
      text: 'Dinner on Friday.',
      permission: 'shared',
      sharedWith: { userIds: [carol, bob] },
      tags: ['food', 'plans'],
      category: 'home',
      metadata: { b: [1, 2], a: { c: null } },
      expirationDate: '2030-01-02T00:00:00Z',
    } as const;
    const first = await memories.submit(input);
    expect(first.created).toBe(true);
    // Also after the time at which it expires.
    clock.set('2030-01-03T00:00:00Z');
    const again = await memories.submit({
      ...input,
      sharedWith: { userIds: [bob, carol] },
      tags: ['plans', 'food'],
      metadata: { a: { c: null }, b: [1, 2] },
      expirationDate: '2030-01-02T01:00:00+01:00',
    });
    const { sharedWith: readers, ...rest } = again;
    const { sharedWith, ...stored } = first;
    expect(rest).toEqual({ ...stored, isExpired: true, created: false });
    expect(new Set(readers?.userIds)).toEqual(new Set(sharedWith?.userIds));
    expect(await memories.submit({ id: input.id, text: input.text })).toMatchObject({
      created: false,
      tags: input.tags,
    });
    expect((await memories.list({ expired: true })).memories).toHaveLength(1);
  });

  it.each([
    ['text', { text: 'Other.' }],
    ['permission', { permission: 'public' }],
    ['readers', { permission: 'shared', sharedWith: { userIds: [carol] } }],
    ['tags', { tags: ['b'] }],
    ['no tags', { tags: [] }],
    ['category', { category: 'c' }],
    ['metadata', { metadata: { a: [2, 1] } }],
    ['no metadata', { metadata: {} }],
    ['expiration date', { expirationDate: '2031-01-01T00:00:00Z' }],
    ['no expiration date', { expirationDate: null }],
  ] as const)('is refused with other content: %s', async (_, other) => {
    const { memories } = picard.as(alice);
    const input = {
      id: newId(),
      text: 'Stored.',
      permission: 'shared',
      sharedWith: { userIds: [bob] },
      tags: ['a'],
      category: 'b',
      metadata: { a: [1, 2] },
      expirationDate: '2030-02-01T00:00:00Z',
    } as const;
    const { created: _created, ...stored } = await memories.submit(input);
    const { sharedWith, ...rest } = input;
    const readers = 'permission' in other ? {} : { sharedWith };
    await expect(memories.submit({ ...rest, ...readers, ...other })).rejects.toMatchObject(
      conflict(input.id, 'Stored.'),
    );
    expect(await memories.get(input.id)).toEqual(stored);
  });

  it('does not compare what it leaves to the settings', async () => {
    const mine = picard.as(alice);
    const id = newId();
    await mine.profile.update({ settings: { defaultExpiryDays: 10 } });
    await mine.memories.submit({ id, text: 'x' });
    await mine.profile.update({ settings: { defaultExpiryDays: 20, defaultPermission: 'public' } });
    clock.advance(1_000);
    expect(await mine.memories.submit({ id, text: 'x' })).toMatchObject({ created: false });
  });

  it('is refused for an expiration date that has passed while nothing is stored', async () => {
    const expired = { id: newId(), text: 'x', expirationDate: '2029-01-01T00:00:00Z' };
    await expect(picard.as(alice).memories.submit(expired)).rejects.toMatchObject({
      code: 'invalid_input',
      details: { field: 'expirationDate' },
    });
  });

  it('says nothing of what others have under the same id', async () => {
    const id = newId();
    await picard.as(alice).memories.submit({ id, text: 'Hers.' });
    expect(await picard.as(bob).memories.submit({ id, text: 'His.' })).toMatchObject({
      created: true,
      userId: bob,
    });
    expect(await picard.as(alice).memories.get(id)).toMatchObject({ text: 'Hers.' });
    expect(await picard.as(bob).memories.get(id)).toMatchObject({ text: 'His.' });
  });

  it.each([
    ['alone', {}],
    ['in a batch', { atomic: false }],
    ['in an atomic batch', { atomic: true }],
  ])('does not take the id of a memory in the trash, %s', async (way, options) => {
    const { memories } = picard.as(alice);
    const { id } = await memories.submit({ text: 'deleted' });
    await memories.delete(id);
    const item = { id, text: 'other' };
    const outcome =
      way === 'alone'
        ? memories.submit(item)
        : memories.batchSubmit([item, { text: 'x' }], options);
    const told = await outcome.catch((error: unknown) => error);
    expect(JSON.stringify(told)).toContain('conflict');
    expect((await memories.listDeleted()).memories).toMatchObject([{ id, text: 'deleted' }]);
  });

  it('announces only what it creates', async () => {
    const store = memoryStore();
    const told: string[] = [];
    const watched = createPicard({
      store: {
        ...store,
        changes: {
          ...store.changes,
          publish: (changes) => {
            told.push(...changes.map(({ memoryId }) => memoryId));
            store.changes.publish(changes);
          },
        },
      },
      encryptionKeys: generateEncryptionKey(),
      background: false,
    });
    const input = { id: newId(), text: 'x' };
    await watched.as(alice).memories.submit(input);
    await watched.as(alice).memories.submit(input);
    expect(told).toEqual([input.id]);
  });
});

describe('a batch with ids', () => {
  const [first, second] = [newId(), newId()];

  it('stores each id once, and refuses another content for it', async () => {
    const { memories } = picard.as(alice);
    await memories.submit({ id: first, text: 'one' });
    const items = [
      { id: first, text: 'one' },
      { id: second, text: 'two' },
      { text: 'without an id' },
      { id: second, text: 'two' },
      { id: second, text: 'other' },
      { id: first, text: 'other' },
    ];
    expect(await memories.batchSubmit(items)).toMatchObject([
      { ok: true, value: { id: first, created: false } },
      { ok: true, value: { id: second, created: true } },
      { ok: true, value: { created: true } },
      { ok: true, value: { id: second, created: false } },
      { ok: false, error: conflict(second, 'two') },
      { ok: false, error: conflict(first, 'one') },
    ]);
    expect((await memories.list()).memories).toHaveLength(3);
  });

  it.each([
    ['what is stored', { id: first, text: 'other' }],
    ['what the same batch stores', { id: second, text: 'other' }],
    ['the clock', { id: newId(), text: 'x', expirationDate: '2029-01-01T00:00:00Z' }],
  ])('stores nothing if it is atomic and an item goes against %s', async (_, bad) => {
    const { memories } = picard.as(alice);
    await memories.submit({ id: first, text: 'one' });
    const items = [{ text: 'without an id' }, { id: second, text: 'two' }, bad];
    await expect(memories.batchSubmit(items, { atomic: true })).rejects.toMatchObject({
      code: 'unprocessable',
      details: { items: [{ index: 2 }] },
    });
    expect((await memories.list()).memories).toMatchObject([{ id: first }]);
  });

  it('may be repeated as a whole when it is atomic', async () => {
    const { memories } = picard.as(alice);
    const items = [
      { id: first, text: 'one' },
      { id: second, text: 'two' },
      { id: first, text: 'one' },
    ];
    const created = async () =>
      (await memories.batchSubmit(items, { atomic: true })).map(
        (item) => item.ok && item.value.created,
      );
    expect(await created()).toEqual([true, true, false]);
    expect(await created()).toEqual([false, false, false]);
  });
});
