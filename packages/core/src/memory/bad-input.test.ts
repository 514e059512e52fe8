import { describe, expect, it } from 'vitest';
import { generateEncryptionKey } from '../builtin/key-ring.js';
import { newId, type UserId } from '../ids.js';
import { limits } from '../limits.js';
import { createPicard } from '../picard.js';
import { memoryStore } from '../testing/index.js';

const nested = (depth: number): Record<string, unknown> =>
  depth === 0 ? {} : { inner: nested(depth - 1) };

/** Inputs that must be refused, with the field that the error must name. */
const refused: readonly (readonly [string, Record<string, unknown>, string])[] = [
  ['no text', {}, 'text'],
  ['empty text', { text: '' }, 'text'],
  ['blank text', { text: ' \n\t ' }, 'text'],
  ['text of another type', { text: 7 }, 'text'],
  ['text that is too long', { text: 'x'.repeat(limits.text + 1) }, 'text'],
  ['text with NUL', { text: 'a\0b' }, 'text'],
  ['text with a lone surrogate', { text: 'a\ud800b' }, 'text'],
  ['an unknown field', { text: 'x', colour: 'red' }, 'colour'],
  ['an unknown permission', { text: 'x', permission: 'friends' }, 'permission'],
  ['shared with nobody', { text: 'x', permission: 'shared' }, 'sharedWith'],
  ['shared with an empty list', { text: 'x', permission: 'shared', sharedWith: {} }, 'sharedWith'],
  ['private, but shared', { text: 'x', sharedWith: { userIds: [newId()] } }, 'sharedWith'],
  [
    'shared with a bad id',
    { text: 'x', permission: 'shared', sharedWith: { userIds: ['bob'] } },
    'sharedWith.userIds[0]',
  ],
  ['a past expiry', { text: 'x', expirationDate: '2020-01-01T00:00:00Z' }, 'expirationDate'],
  [
    'an expiry without offset',
    { text: 'x', expirationDate: '2999-01-01T00:00:00' },
    'expirationDate',
  ],
  [
    'an expiry of no calendar',
    { text: 'x', expirationDate: '2999-02-30T00:00:00Z' },
    'expirationDate',
  ],
  ['a broken Date', { text: 'x', expirationDate: new Date(Number.NaN) }, 'expirationDate'],
  ['an empty tag', { text: 'x', tags: [' '] }, 'tags[0]'],
  ['a tag of Unicode white space', { text: 'x', tags: ['\u2003\u0085\n'] }, 'tags[0]'],
  ['a tag that nobody can see', { text: 'x', tags: ['\ufeff'] }, 'tags[0]'],
  ['a tag of a million marks', { text: 'x', tags: ['\u0301\u0316'.repeat(500_000)] }, 'tags[0]'],
  ['a long tag', { text: 'x', tags: ['x'.repeat(limits.tag + 1)] }, 'tags[0]'],
  ['a tag with NUL', { text: 'x', tags: ['ok', 'a\0'] }, 'tags[1]'],
  ['too many tags', { text: 'x', tags: Array.from({ length: 33 }, (_, i) => `${i}`) }, 'tags'],
  ['tags that are no list', { text: 'x', tags: 'travel' }, 'tags'],
  ['a category that is too long', { text: 'x', category: 'x'.repeat(65) }, 'category'],
  ['metadata that is a list', { text: 'x', metadata: [] }, 'metadata'],
  ['metadata that is too deep', { text: 'x', metadata: nested(12) }, 'metadata'],
  ['metadata that is too deep by far', { text: 'x', metadata: nested(3_000) }, 'metadata'],
  ['metadata that is too large', { text: 'x', metadata: { a: 'x'.repeat(20_000) } }, 'metadata'],
  ['metadata with NUL in a key', { text: 'x', metadata: { 'a\0': 1 } }, 'metadata'],
  ['metadata with a lone surrogate', { text: 'x', metadata: { a: ['\udfff'] } }, 'metadata'],
  ['metadata that is no JSON', { text: 'x', metadata: { a: () => 1 } }, 'metadata'],
  ['metadata with Infinity', { text: 'x', metadata: { a: Number.POSITIVE_INFINITY } }, 'metadata'],
];

describe('bad input', () => {
  const store = memoryStore();
  const picard = createPicard({
    store,
    encryptionKeys: generateEncryptionKey(),
    background: false,
  });
  const { memories } = picard.as(newId<UserId>());

  it.each(refused)('refuses %s and names the field', async (_, input, field) => {
    const error = await memories
      .submit(input as { text: string })
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'invalid_input', details: { field } });
    expect((error as Error).message.startsWith(`${field}: `)).toBe(true);
    expect((await memories.list()).memories).toEqual([]);
  });

  it('gives a bad item of a batch its own result and keeps the good ones', async () => {
    const owner = picard.as(newId<UserId>()).memories;
    const results = await owner.batchSubmit([
      { text: 'good' },
      ...refused.map(([, input]) => input),
    ]);
    expect(results).toHaveLength(refused.length + 1);
    expect(results.map(({ ok }) => ok)).toEqual([true, ...refused.map(() => false)]);
    expect((await owner.list()).memories.map(({ text }) => text)).toEqual(['good']);
  });

  it('writes nothing of an atomic batch with a bad item', async () => {
    const owner = picard.as(newId<UserId>()).memories;
    const batch = owner.batchSubmit([{ text: 'good' }, { text: '' }, null], { atomic: true });
    await expect(batch).rejects.toMatchObject({
      code: 'unprocessable',
      details: { items: [{ index: 1 }, { index: 2 }] },
    });
    expect((await owner.list()).memories).toEqual([]);
  });

  it('refuses empty and oversized batches', async () => {
    const field = { code: 'invalid_input', details: { field: 'items' } };
    await expect(memories.batchSubmit([])).rejects.toMatchObject(field);
    const many = Array.from({ length: limits.batch + 1 }, () => ({ text: 'x' }));
    await expect(memories.batchSubmit(many)).rejects.toMatchObject(field);
  });

  it('changes or deletes nothing of an atomic batch that names a foreign memory', async () => {
    const owner = picard.as(newId<UserId>()).memories;
    const mine = await owner.submit({ text: 'mine' });
    const foreign = await picard.as(newId<UserId>()).memories.submit({ text: 'foreign' });
    await expect(owner.batchDelete([mine.id, foreign.id], { atomic: true })).rejects.toMatchObject({
      code: 'unprocessable',
      details: { items: [{ index: 1, error: { code: 'not_found' } }] },
    });
    const update = [mine.id, foreign.id].map((memoryId) => ({ memoryId, text: 'changed' }));
    await expect(owner.batchUpdate(update, { atomic: true })).rejects.toMatchObject({
      code: 'unprocessable',
    });
    expect((await owner.get(mine.id)).text).toBe('mine');
    const results = await owner.batchUpdate(update);
    expect(results).toMatchObject([
      { ok: true, value: { text: 'changed' } },
      { ok: false, error: { code: 'not_found' } },
    ]);
  });

  it('takes the second naming of a memory in one batch for a mistake', async () => {
    const owner = picard.as(newId<UserId>()).memories;
    const { id } = await owner.submit({ text: 'x' });
    expect(await owner.batchDelete([id, id])).toMatchObject([
      { ok: true, value: { memoryId: id } },
      { ok: false, error: { code: 'invalid_input' } },
    ]);
  });
});
