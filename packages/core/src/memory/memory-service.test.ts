import { beforeEach, describe, expect, it } from 'vitest';
import { generateEncryptionKey } from '../builtin/key-ring.js';
import { newId, type UserId } from '../ids.js';
import { createPicard, type Picard } from '../picard.js';
import { memoryStore } from '../testing/index.js';

const start = new Date('2030-01-01T00:00:00.000Z');
const later = (ms: number) => new Date(start.getTime() + ms);

describe('memories', () => {
  const alice = newId<UserId>();
  const bob = newId<UserId>();
  let now = start;
  let picard: Picard;

  beforeEach(() => {
    now = start;
    picard = createPicard({
      store: memoryStore(),
      encryptionKeys: generateEncryptionKey(),
      clock: { now: () => now },
      background: false,
    });
  });

  it('gives back what was submitted', async () => {
    const memories = picard.as(alice).memories;
    const submitted = await memories.submit({
      text: 'Naïve café ☕ — 日本語 👩‍👩‍👧',
      tags: ['b', 'a', 'b '],
      category: ' work ',
      metadata: { nested: { list: [1, null, 'x'] }, someKey: true },
      expirationDate: '2030-02-01T02:00:00+02:00',
    });
    expect(submitted).toMatchObject({
      userId: alice,
      text: 'Naïve café ☕ — 日本語 👩‍👩‍👧',
      permission: 'private',
      tags: ['b', 'a'],
      category: 'work',
      metadata: { nested: { list: [1, null, 'x'] }, someKey: true },
      createdAt: start,
      updatedAt: start,
      expirationDate: new Date('2030-02-01T00:00:00Z'),
      isExpired: false,
      embeddingStatus: 'ready',
    });
    const { created, ...stored } = submitted;
    expect(created).toBe(true);
    expect(await memories.get(submitted.id)).toEqual(stored);
    expect((await memories.list()).memories).toEqual([stored]);
  });

  it('tells nobody else of a private memory, by any way', async () => {
    const secret = await picard.as(alice).memories.submit({ text: 'The safe code is 4711.' });
    const { memories } = picard.as(bob);
    const absent = await memories.get(newId()).catch((error: unknown) => error);
    const foreign = await memories.get(secret.id).catch((error: unknown) => error);
    expect(foreign).toMatchObject({ code: 'not_found' });
    expect(foreign).toEqual(absent);
    await expect(memories.update({ memoryId: secret.id, text: 'x' })).rejects.toEqual(absent);
    await expect(memories.delete(secret.id)).rejects.toEqual(absent);
    await expect(
      memories.setPermission({ memoryId: secret.id, permission: 'public' }),
    ).rejects.toEqual(absent);
    expect((await memories.list({ userId: alice })).memories).toEqual([]);
    expect(await memories.query({ query: 'safe code', scope: 'visible' })).toEqual([]);
    expect(await memories.query({ query: 'safe code', scope: 'public' })).toEqual([]);
    expect(await memories.listTags()).toEqual([]);
    expect((await picard.as(alice).memories.get(secret.id)).text).toBe('The safe code is 4711.');
  });

  it('shares with named users only, and shows them not whom else', async () => {
    const carol = newId<UserId>();
    const memory = await picard.as(alice).memories.submit({
      text: 'Dinner on Friday at eight.',
      permission: 'shared',
      sharedWith: { userIds: [bob] },
    });
    expect(memory.sharedWith).toEqual({ userIds: [bob], groupIds: [] });
    const seen = await picard.as(bob).memories.get(memory.id);
    expect(seen.text).toBe('Dinner on Friday at eight.');
    expect(seen.sharedWith).toBeUndefined();
    await expect(picard.as(carol).memories.get(memory.id)).rejects.toMatchObject({
      code: 'not_found',
    });
    await picard.as(alice).memories.setPermission({ memoryId: memory.id, permission: 'private' });
    await expect(picard.as(bob).memories.get(memory.id)).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('refuses to share with a group of strangers, in the words for an absent one', async () => {
    const group = await picard.as(bob).groups.create({ name: 'Bobs' });
    const share = (id: string) =>
      picard.as(alice).memories.submit({
        text: 'x',
        permission: 'shared',
        sharedWith: { groupIds: [id] },
      });
    const foreign = await share(group.id).catch((error: unknown) => error);
    expect(foreign).toMatchObject({ code: 'invalid_input' });
    await expect(share(newId())).rejects.toEqual(foreign);
  });

  it('finds by meaning, best first', async () => {
    const { memories } = picard.as(alice);
    await memories.submit({ text: 'My sister Ana lives in Lisbon.' });
    await memories.submit({ text: 'I am allergic to peanuts.' });
    await memories.submit({ text: 'The car needs new brakes.' });
    const [best] = await memories.query({ query: 'peanut allergy' });
    expect(best?.text).toBe('I am allergic to peanuts.');
    const found = await memories.query({ query: 'peanut allergy', limit: 2 });
    expect(found).toHaveLength(2);
    expect(found[0]?.score).toBeGreaterThan(found[1]?.score ?? 1);
    const good = await memories.query({ query: 'peanut allergy', minScore: found[0]?.score });
    expect(good.map(({ text }) => text)).toEqual(['I am allergic to peanuts.']);
  });

  it('finds the new text after a change, and no longer the old one', async () => {
    const { memories } = picard.as(alice);
    const { id } = await memories.submit({ text: 'Rides a motorcycle to work.' });
    await memories.submit({ text: 'Drinks tea.' });
    await memories.update({ memoryId: id, text: 'Owns a telescope.' });
    const [best] = await memories.query({ query: 'telescope' });
    expect(best).toMatchObject({ id, text: 'Owns a telescope.' });
  });

  it('changes only what is named, and clears what is null', async () => {
    const { memories } = picard.as(alice);
    const { id } = await memories.submit({
      text: 'x',
      tags: ['t'],
      category: 'c',
      metadata: { a: 1 },
      expirationDate: later(1000),
    });
    now = later(500);
    const changed = await memories.update({ memoryId: id, category: null, metadata: null });
    expect(changed).toMatchObject({ text: 'x', tags: ['t'], category: undefined, metadata: {} });
    expect(changed.expirationDate).toEqual(later(1000));
    expect(changed.createdAt).toEqual(start);
    expect(changed.updatedAt).toEqual(later(500));
    await expect(memories.update({ memoryId: id })).rejects.toMatchObject({
      code: 'invalid_input',
    });
  });

  it('refuses a change of what somebody changed in between, and tells the present state', async () => {
    const { memories } = picard.as(alice);
    const first = await memories.submit({ text: 'first' });
    await memories.update({ memoryId: first.id, text: 'second' });
    const refused = memories.update({
      memoryId: first.id,
      text: 'third',
      expectedUpdatedAt: first.updatedAt,
    });
    await expect(refused).rejects.toMatchObject({
      code: 'conflict',
      details: { current: { id: first.id, text: 'second' } },
    });
    expect((await memories.get(first.id)).text).toBe('second');
  });

  it('hides expired memories everywhere but in the list of the owner that asks for them', async () => {
    const { memories } = picard.as(alice);
    const memory = await memories.submit({
      text: 'Parking ticket until noon.',
      permission: 'public',
      tags: ['car'],
      expirationDate: later(60_000),
    });
    now = later(60_000);
    await expect(memories.get(memory.id)).rejects.toMatchObject({ code: 'not_found' });
    expect((await memories.list()).memories).toEqual([]);
    expect(await memories.query({ query: 'parking ticket' })).toEqual([]);
    expect(await memories.listTags()).toEqual([]);
    expect((await memories.list({ expired: true })).memories).toMatchObject([
      { id: memory.id, isExpired: true },
    ]);
    const others = picard.as(bob).memories;
    expect((await others.list({ userId: alice, expired: true })).memories).toEqual([]);
    await memories.update({ memoryId: memory.id, expirationDate: null });
    expect((await memories.get(memory.id)).isExpired).toBe(false);
  });

  it('counts the tags of the owner', async () => {
    const { memories } = picard.as(alice);
    await memories.batchSubmit([
      { text: '1', tags: ['x', 'y'] },
      { text: '2', tags: ['y'] },
    ]);
    await picard.as(bob).memories.submit({ text: '3', tags: ['z'], permission: 'public' });
    expect(await memories.listTags()).toEqual([
      { tag: 'y', count: 2 },
      { tag: 'x', count: 1 },
    ]);
  });

  it('gives the memories of some ids, whosever they are, that the caller may read', async () => {
    const submit = (userId: UserId, text: string, permission?: 'public') =>
      picard.as(userId).memories.submit({ text, ...(permission && { permission }) });
    const mine = await submit(alice, 'mine');
    const open = await submit(bob, 'open', 'public');
    const secret = await submit(bob, 'secret');
    await submit(alice, 'another');
    const { memories } = picard.as(alice);
    const memoryIds = [mine.id, open.id, secret.id, newId(), mine.id];
    const textsOf = (found: readonly { readonly text: string }[]) =>
      found.map(({ text }) => text).sort();
    const page = await memories.list({ memoryIds, count: true });
    expect(textsOf(page.memories)).toEqual(['mine', 'open']);
    expect(page.total).toBe(2);
    expect(textsOf((await memories.list({ memoryIds, userId: alice })).memories)).toEqual(['mine']);
    expect(textsOf(await memories.query({ memoryIds, query: 'open', minScore: -1 }))).toEqual([
      'mine',
      'open',
    ]);
    expect((await memories.list({ memoryIds: [], count: true })).memories).toEqual([]);
    await expect(
      memories.list({ memoryIds: Array.from({ length: 1_001 }, () => newId()) }),
    ).rejects.toMatchObject({ code: 'invalid_input', details: { field: 'memoryIds' } });
  });

  it('obeys the scopes of a principal', async () => {
    const reader = picard.forPrincipal({ userId: alice, scopes: ['memories:read'] });
    const nobody = picard.forPrincipal({ userId: alice, scopes: [] });
    const lacking = (scope: string) => ({
      code: 'insufficient_scope',
      details: { required_scopes: [scope] },
    });
    const id = newId();
    const { memories, groups } = reader;
    for (const write of [
      () => memories.submit({ text: 'x' }),
      () => memories.update({ memoryId: id, text: 'x' }),
      () => memories.delete(id),
      () => memories.setPermission({ memoryId: id, permission: 'public' }),
      () => memories.renameTag({ from: 'x', to: 'y' }),
      () => memories.renameCategory({ from: 'x', to: 'y' }),
      () => memories.batchSubmit([{ text: 'x' }]),
      () => memories.batchUpdate([{ memoryId: id, text: 'x' }]),
      () => memories.batchDelete([id]),
      () => memories.batchSetPermission([{ memoryId: id, permission: 'public' }]),
      () => groups.create({ name: 'x' }),
      () => groups.update({ groupId: id, name: 'x' }),
      () => groups.delete(id),
      () => groups.addMembers(id, [bob]),
      () => groups.removeMembers(id, [bob]),
    ]) {
      await expect(write()).rejects.toMatchObject(lacking('memories:write'));
    }
    for (const read of [
      () => nobody.memories.list(),
      () => nobody.memories.get(id),
      () => nobody.memories.query({ query: 'x' }),
      () => nobody.memories.listTags(),
      () => nobody.memories.listCategories(),
      () => nobody.groups.list(),
    ]) {
      await expect(read()).rejects.toMatchObject(lacking('memories:read'));
    }
    expect((await memories.list()).memories).toEqual([]);
  });
});
