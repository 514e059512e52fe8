import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Installation, startInstallation } from './installation.js';
import { type Member, type MemoryRecord, member } from './member.js';
import type { Page, Typed } from './visitor.js';
import { english } from './words.js';

const { bulk, remove } = english.memories;

let installation: Installation;
let bob: Member;
let count = 0;

beforeAll(async () => {
  installation = await startInstallation();
  bob = await member(installation, 'bob');
  await bob.picard.profile.update({ settings: { discoverable: true } });
});
afterAll(() => installation?.close());

/** Somebody new with these memories. */
async function owner(...records: readonly MemoryRecord[]) {
  count += 1;
  const who = await member(installation, `owner-${count}`);
  return { who, ids: await who.add(...records) };
}

/** Chooses memories in the list and what to do with them. */
async function choose(
  who: Member,
  action: string,
  typed: Typed,
  list = '/memories',
): Promise<Page> {
  const page = await who.visit.open(list);
  return who.visit.submit(page, '/memories/bulk', { action, ...typed });
}

async function act(who: Member, action: string, ids: readonly string[], answers: Typed) {
  const asked = await choose(who, action, { id: ids });
  return who.visit.submit(asked, '/memories/bulk', answers);
}

const notes = (number: number): MemoryRecord[] =>
  Array.from({ length: number }, (_, index) => ({ text: `Note ${index}`, tags: [`t${index}`] }));

it('asks for memories when none is ticked', async () => {
  const { who } = await owner(...notes(2));
  expect((await choose(who, 'tags', {})).text).toContain(bulk.nothing);
});

describe('who may read them', () => {
  it('is changed to people and groups that are named', async () => {
    const { who, ids } = await owner(...notes(3));
    const group = await who.picard.groups.create({ name: 'Friends' });
    const [first = '', second = '', third = ''] = ids;
    const done = await act(who, 'permission', [first, second], {
      permission: 'shared',
      groups: group.id,
      add_people: 'bob',
    });
    expect(done.text).toContain(bulk.done(2));
    for (const id of [first, second]) {
      const { permission, sharedWith } = await who.memories.get(id);
      expect({ permission, sharedWith }).toEqual({
        permission: 'shared',
        sharedWith: { userIds: [bob.id], groupIds: [group.id] },
      });
    }
    expect((await who.memories.get(third)).permission).toBe('private');
  });

  it('asks again, with everything typed, where nobody or an unknown name is given', async () => {
    const { who, ids } = await owner(...notes(1));
    const asked = await choose(who, 'permission', { id: ids });
    const typed = { permission: 'shared', add_people: 'nobody-of-that-name' };
    const again = await who.visit.submit(asked, '/memories/bulk', typed);
    expect(again.status).toBe(422);
    expect(again.text).toContain('nobody-of-that-name');
    const fields = again.document.querySelector('form[action="/memories/bulk"]');
    expect(fields?.querySelector('[name=add_people]')?.getAttribute('value')).toBe(
      'nobody-of-that-name',
    );
    expect(fields?.querySelector('[value=shared]')?.hasAttribute('checked')).toBe(true);
    const empty = await who.visit.submit(asked, '/memories/bulk', { permission: 'shared' });
    expect(empty.text).toContain(bulk.permission.nobody);
    expect((await who.memories.get(ids[0] ?? '')).permission).toBe('private');
  });

  it('is made public only when that was confirmed, with the number and the first of them', async () => {
    const { who, ids } = await owner(...notes(7));
    const asked = await act(who, 'permission', ids, { permission: 'public' });
    expect(asked.text).toContain(bulk.permission.publicTitle(7));
    expect(asked.text).toContain('Note 0');
    expect(asked.text).toContain(bulk.andMore(2));
    expect((await who.memories.list({ permission: 'public' })).memories).toEqual([]);
    const done = await who.visit.submit(asked, '/memories/bulk');
    expect(done.text).toContain(bulk.done(7));
    expect((await who.memories.list({ permission: 'public' })).memories.length).toBe(7);
  });

  it('does not skip the confirmation for whoever leaves out the question', async () => {
    const { who, ids } = await owner(...notes(1));
    const page = await choose(who, 'permission', { id: ids, step: 'do', permission: 'public' });
    expect(page.text).toContain(bulk.permission.publicTitle(1));
    expect((await who.memories.get(ids[0] ?? '')).permission).toBe('private');
  });
});

describe('tags', () => {
  it('are added and taken away, and the others stay', async () => {
    const { who, ids } = await owner(
      { text: 'one', tags: ['a', 'x'] },
      { text: 'two', tags: ['b'] },
      { text: 'three', tags: ['new', 'b'] },
    );
    const done = await act(who, 'tags', ids, { add: 'new', remove: 'x' });
    expect(done.text).toContain(`${bulk.done(2)} ${bulk.unchanged(1)}`);
    const tags = await Promise.all(ids.map(async (id) => (await who.memories.get(id)).tags));
    expect(tags).toEqual([
      ['a', 'new'],
      ['b', 'new'],
      ['new', 'b'],
    ]);
  });

  it('that others add at the same time are kept', async () => {
    const { who, ids } = await owner(...notes(20));
    const asked = await choose(who, 'tags', { id: ids });
    const additions = ['red', 'green', 'blue'].map((add) =>
      who.visit.submit(asked, '/memories/bulk', { add }),
    );
    const elsewhere = ids.map(async (memoryId) => {
      const { tags, updatedAt } = await who.memories.get(memoryId);
      await who.memories
        .update({ memoryId, tags: [...tags, 'elsewhere'], expectedUpdatedAt: updatedAt })
        .catch(() => undefined);
    });
    const pages = await Promise.all(additions);
    await Promise.all(elsewhere);
    const added = await Promise.all(ids.map(async (id) => (await who.memories.get(id)).tags));
    const missing = added.flatMap((tags, index) =>
      [`t${index}`, 'red', 'green', 'blue'].filter((tag) => !tags.includes(tag)),
    );
    // What could not be added is told, and nothing of what was there is lost.
    const told = pages.flatMap(({ text }) => [
      ...text.matchAll(new RegExp(bulk.conflicts(0).replace('0', '(\\d+)'), 'g')),
    ]);
    expect(missing.length).toBe(told.reduce((sum, [, number]) => sum + Number(number), 0));
    expect(added.every((tags, index) => tags.includes(`t${index}`))).toBe(true);
  });

  it('stay as they are where a memory would have too many, which is told', async () => {
    const full = Array.from({ length: 32 }, (_, index) => `tag ${index}`);
    const { who, ids } = await owner({ text: 'full', tags: full }, { text: 'free' });
    const done = await act(who, 'tags', ids, { add: 'one more' });
    expect(done.text).toContain(`${bulk.done(1)} ${bulk.tooManyTags(1)}`);
    expect((await who.memories.get(ids[0] ?? '')).tags).toEqual(full);
  });

  it.each([
    ['none', {}, bulk.tags.missing],
    ['the same', { add: 'x', remove: 'x' }, bulk.tags.both],
    ['a long one', { add: 'x'.repeat(65) }, bulk.tags.tooLong(64)],
  ])('are asked for again: %s', async (_what, answers, reason) => {
    const { who, ids } = await owner(...notes(1));
    const page = await act(who, 'tags', ids, answers);
    expect(page.status).toBe(422);
    expect(page.text).toContain(reason);
  });
});

describe('category and expiry', () => {
  it('are set and taken away', async () => {
    const { who, ids } = await owner(...notes(2));
    await act(who, 'category', ids, { category: ' Work ' });
    expect((await who.memories.list({ category: 'Work' })).memories.length).toBe(2);
    await act(who, 'category', ids, { category: '' });
    expect((await who.memories.list({ category: 'Work' })).memories.length).toBe(0);

    await act(who, 'expiry', ids, { expiry: 'at', expires_time: '2090-06-01T12:00' });
    const { expirationDate } = await who.memories.get(ids[0] ?? '');
    expect(expirationDate?.toISOString()).toBe('2090-06-01T12:00:00.000Z');
    await act(who, 'expiry', ids, { expiry: 'never' });
    expect((await who.memories.get(ids[1] ?? '')).expirationDate).toBeUndefined();
  });

  it.each([
    [{}, bulk.expiry.missing],
    [{ expiry: 'at', expires_time: '2001-01-01T00:00' }, undefined],
    [{ expiry: 'at', expires_time: 'soon' }, undefined],
    [{ expiry: 'phrase', expires_phrase: 'when pigs fly' }, undefined],
  ])('are asked for again when they make no sense: %j', async (answers, reason) => {
    const { who, ids } = await owner(...notes(1));
    const page = await act(who, 'expiry', ids, answers);
    expect(page.status).toBe(422);
    expect(page.document.querySelector('.invalid-feedback')?.text.trim()).not.toBe('');
    if (reason !== undefined) expect(page.text).toContain(reason);
    expect((await who.memories.get(ids[0] ?? '')).expirationDate).toBeUndefined();
  });
});

describe('all at once', () => {
  it('are those of the page, or those that match the filters', async () => {
    const { who } = await owner(
      ...notes(30).map((note, index) => ({
        ...note,
        tags: index < 28 ? ['many'] : ['few'],
      })),
    );
    const page = await choose(who, 'category', { which: 'page' }, '/memories?tag=many&size=10');
    await who.visit.submit(page, '/memories/bulk', { category: 'paged' });
    expect((await who.memories.list({ category: 'paged' })).memories.length).toBe(10);
    const all = await choose(who, 'category', { which: 'matching' }, '/memories?tag=many&size=10');
    expect(all.text).toContain(bulk.titles.category(28));
    const done = await who.visit.submit(all, '/memories/bulk', { category: 'matched' });
    expect(done.url.search).toBe('?tag=many&size=10');
    expect((await who.memories.list({ category: 'matched' })).memories.length).toBe(28);
  });

  it('can be a thousand, deleted and brought back', async () => {
    const { who } = await owner(
      ...Array.from({ length: 1_000 }, (_, index) => ({ text: `Note ${index}`, tags: ['bulk'] })),
      { text: 'Another' },
    );
    const asked = await choose(who, 'delete', { which: 'matching' }, '/memories?tag=bulk');
    expect(asked.text).toContain(remove.title(1_000));
    const gone = await who.visit.submit(asked, '/memories/bulk');
    expect(gone.text).toContain(remove.done(1_000));
    expect((await who.memories.list({})).memories.length).toBe(1);
    const back = await who.visit.submit(gone, '/memories/restore');
    expect(back.text).toContain(remove.restored(1_000));
    expect(await who.memories.listTags()).toEqual([{ tag: 'bulk', count: 1_000 }]);
  });

  it('are deleted only as they were counted', async () => {
    const { who, ids } = await owner(...notes(3));
    const asked = await choose(who, 'delete', { which: 'matching' });
    await who.memories.update({ memoryId: ids[0] ?? '', text: 'Changed meanwhile' });
    await installation.stopServer();
    const away = await who.visit.submit(asked, '/memories/bulk');
    await installation.startServer();
    expect(away.status).toBe(503);
    expect(away.text).toContain(remove.title(3));
    const again = await who.visit.submit(away, '/memories/bulk');
    expect(again.text).toContain(bulk.recounted);
    expect((await who.memories.list({})).memories.length).toBe(3);
    expect((await who.visit.submit(again, '/memories/bulk')).text).toContain(remove.done(3));
  });

  it('are shared or made public only when the number was confirmed', async () => {
    const { who } = await owner(...notes(6));
    const asked = await choose(who, 'permission', { which: 'matching' });
    expect(asked.text).toContain(bulk.titles.permission(6));
    const wrong = await who.visit.submit(asked, '/memories/bulk', { permission: 'shared' });
    expect(wrong.status).toBe(422);
    const typed = { permission: 'shared', add_people: 'bob' };
    const sure = await who.visit.submit(wrong, '/memories/bulk', typed);
    expect(sure.text).toContain(bulk.permission.sureTitle(6));
    expect((await bob.memories.list({ userId: who.id })).memories).toEqual([]);
    expect((await who.visit.submit(sure, '/memories/bulk')).text).toContain(bulk.done(6));
    expect((await bob.memories.list({ userId: who.id })).memories.length).toBe(6);
    const open = await who.visit.submit(asked, '/memories/bulk', { permission: 'public' });
    expect(open.text).toContain(bulk.permission.publicTitle(6));
  });

  it('that contain words are those that the list finds', async () => {
    const { who } = await owner({ text: 'a needle' }, { text: 'two needles' }, { text: 'hay' });
    const asked = await choose(who, 'delete', { which: 'matching' }, '/memories?words=needle');
    expect(asked.text).toContain(remove.title(2));
    await who.visit.submit(asked, '/memories/bulk');
    expect((await who.memories.list({})).memories.map(({ text }) => text)).toEqual(['hay']);
  });
});

describe("somebody else's memories", () => {
  it.each([
    ['permission', { permission: 'private' }],
    ['delete', {}],
  ])('are refused like absent ones: %s', async (action, answers) => {
    const [foreign = ''] = await bob.add({ text: 'Of Bob', permission: 'public', tags: ['bob'] });
    const before = await bob.memories.get(foreign);
    const { who } = await owner();
    const told = [];
    for (const other of [foreign, crypto.randomUUID()]) {
      // New each time: what has the tag already does not change again.
      const [own = ''] = await who.add({ text: 'Own' });
      const page = await choose(who, action, { id: [own, other], step: 'do', ...answers });
      told.push(page.document.querySelector('#toasts')?.text.trim());
    }
    expect(told[0]).toContain(action === 'delete' ? remove.already(1) : bulk.gone(1));
    expect(told[1]).toBe(told[0]);
    expect(await bob.memories.get(foreign)).toEqual(before);
  });
});

it('tells what came of each kind: changed, and gone meanwhile', async () => {
  const { who, ids } = await owner(...notes(4));
  const asked = await choose(who, 'category', { id: ids });
  await who.memories.delete(ids[0] ?? '');
  const done = await who.visit.submit(asked, '/memories/bulk', { category: 'left' });
  expect(done.text).toContain(`${bulk.done(3)} ${bulk.gone(1)}`);
});

it('keeps everything that was chosen while the server is away', async () => {
  const { who, ids } = await owner(...notes(2));
  const group = await who.picard.groups.create({ name: 'Chess' });
  const asked = await choose(who, 'permission', { id: ids });
  const typed = { permission: 'shared', groups: group.id, add_people: 'bob' };
  await installation.stopServer();
  const page = await who.visit.submit(asked, '/memories/bulk', typed);
  await installation.startServer();
  expect(page.status).toBe(503);
  const done = await who.visit.submit(page, '/memories/bulk');
  expect(done.text).toContain(bulk.done(2));
  const { sharedWith } = await installation.server.picard.as(who.id).memories.get(ids[0] ?? '');
  expect(sharedWith).toEqual({ userIds: [bob.id], groupIds: [group.id] });
});

it('takes rubbish without harm', async () => {
  const { who, ids } = await owner(...notes(1));
  const rubbish: readonly Typed[] = [
    { id: ['x', "' or 1=1", '../..'], step: 'do' },
    { id: ids, place: '//evil.example', step: 'do', add: 'ok' },
    { id: ids, place: 'x'.repeat(30_000), step: 'ask' },
    { id: ids, action: 'format-disk' },
  ];
  for (const typed of rubbish) {
    const page = await choose(who, 'tags', typed);
    expect([200, 422]).toContain(page.status);
    expect(page.url.origin).toBe(installation.url);
  }
});
