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

const shared = () =>
  picard.as(alice).memories.submit({
    text: 'Dinner on Friday.',
    permission: 'shared',
    sharedWith: { userIds: [bob] },
  });

describe('a change of text, labels and readers', () => {
  it('is made together', async () => {
    const { memories } = picard.as(alice);
    const { id, updatedAt } = await shared();
    const changed = await memories.update({
      memoryId: id,
      text: 'Dinner on Saturday.',
      tags: ['food'],
      permission: 'public',
      expectedUpdatedAt: updatedAt,
    });
    expect(changed).toMatchObject({
      text: 'Dinner on Saturday.',
      tags: ['food'],
      permission: 'public',
    });
    expect(await picard.as(carol).memories.get(id)).toMatchObject({ text: 'Dinner on Saturday.' });
  });

  it('is not made at all when the memory was changed in between', async () => {
    const { memories } = picard.as(alice);
    const { id, updatedAt } = await shared();
    await memories.update({ memoryId: id, category: 'plans' });
    for (const refused of [
      memories.update({
        memoryId: id,
        text: 'x',
        permission: 'public',
        expectedUpdatedAt: updatedAt,
      }),
      memories.setPermission({ memoryId: id, permission: 'public', expectedUpdatedAt: updatedAt }),
    ]) {
      await expect(refused).rejects.toMatchObject({
        code: 'conflict',
        details: { current: { id, text: 'Dinner on Friday.', permission: 'shared' } },
      });
    }
    await expect(picard.as(carol).memories.get(id)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('replaces readers without a permission only where the memory is shared', async () => {
    const { memories } = picard.as(alice);
    const { id } = await shared();
    const sharedWith = { userIds: [carol] };
    await memories.update({ memoryId: id, sharedWith });
    expect(await picard.as(carol).memories.get(id)).toMatchObject({ id });
    await expect(picard.as(bob).memories.get(id)).rejects.toMatchObject({ code: 'not_found' });

    const own = await memories.submit({ text: 'Mine.' });
    await expect(
      memories.update({ memoryId: own.id, text: 'Ours.', sharedWith }),
    ).rejects.toMatchObject({ code: 'invalid_input', details: { field: 'sharedWith' } });
    expect((await memories.get(own.id)).text).toBe('Mine.');
  });

  it.each([
    ['shared with nobody named', { permission: 'shared' }],
    ['shared with an empty list', { sharedWith: {} }],
    ['readers of what becomes private', { permission: 'private', sharedWith: { userIds: [bob] } }],
  ] as const)('is refused for %s', async (_, readers) => {
    const { id } = await shared();
    await expect(
      picard.as(alice).memories.update({ memoryId: id, text: 'x', ...readers }),
    ).rejects.toMatchObject({ code: 'invalid_input', details: { field: 'sharedWith' } });
  });

  it('has one result for each item of a batch, or is made for none', async () => {
    const { memories } = picard.as(alice);
    const own = await memories.submit({ text: 'Mine.' });
    const { id } = await shared();
    const items = [
      { memoryId: id, text: 'Lunch.', permission: 'private' },
      { memoryId: own.id, sharedWith: { userIds: [bob] } },
    ];
    await expect(memories.batchUpdate(items, { atomic: true })).rejects.toMatchObject({
      code: 'unprocessable',
      details: { items: [{ index: 1, error: { code: 'invalid_input' } }] },
    });
    expect(await memories.get(id)).toMatchObject({
      text: 'Dinner on Friday.',
      permission: 'shared',
    });
    expect(await memories.batchUpdate(items)).toMatchObject([
      { ok: true, value: { text: 'Lunch.', permission: 'private' } },
      { ok: false, error: { code: 'invalid_input', details: { field: 'sharedWith' } } },
    ]);
  });

  it('checks each item of a batch of permissions against its own time', async () => {
    const { memories } = picard.as(alice);
    const [first, second] = [await shared(), await shared()];
    await memories.update({ memoryId: second.id, category: 'plans' });
    const items = [first, second].map(({ id, updatedAt }) => ({
      memoryId: id,
      permission: 'private',
      expectedUpdatedAt: updatedAt,
    }));
    expect(await memories.batchSetPermission(items)).toMatchObject([
      { ok: true, value: { permission: 'private' } },
      { ok: false, error: { code: 'conflict', details: { current: { id: second.id } } } },
    ]);
  });
});

describe('the expiration date of a memory', () => {
  it('is taken back though it has passed, and no other past one is', async () => {
    const { memories } = picard.as(alice);
    const expirationDate = new Date('2030-01-02T00:00:00Z');
    const { id } = await memories.submit({ text: 'Parking ticket.', expirationDate });
    clock.set('2030-01-03T00:00:00Z');
    const changed = await memories.update({ memoryId: id, text: 'A ticket.', expirationDate });
    expect(changed).toMatchObject({ text: 'A ticket.', expirationDate, isExpired: true });
    await expect(
      memories.update({ memoryId: id, text: 'x', expirationDate: '2030-01-01T00:00:00Z' }),
    ).rejects.toMatchObject({ code: 'invalid_input', details: { field: 'expirationDate' } });
  });
});
