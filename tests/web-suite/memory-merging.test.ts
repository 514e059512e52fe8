import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { chosenIn, idIn, noticeIn, openEditor, textIn, valueIn } from './editor-page.js';
import { type Installation, startInstallation } from './installation.js';
import { meddleWith, unavailable } from './meddling.js';
import { type Member, type MemoryRecord, member } from './member.js';
import { type Relay, startRelay } from './relay.js';
import { english } from './words.js';

let relay: Relay;
let installation: Installation;
let ann: Member;
let bob: Member;
let carl: Member;

beforeAll(async () => {
  relay = await startRelay();
  installation = await startInstallation({ configuration: { serviceUrl: relay.url } });
  relay.target = installation.server.url;
  [ann, bob, carl] = [
    await member(installation, 'ann'),
    await member(installation, 'bob'),
    await member(installation, 'carl'),
  ];
  for (const { picard } of [bob, carl]) {
    await picard.profile.update({ settings: { discoverable: true } });
  }
});
afterEach(() => {
  relay.meddle = undefined;
});
afterAll(async () => {
  await installation?.close();
  await relay?.close();
});

describe('two tabs that edit one memory', () => {
  async function twoTabs(record: MemoryRecord) {
    const [id = ''] = await ann.add(record);
    return {
      id,
      path: `/memories/${id}`,
      one: await openEditor(ann.visit, id),
      two: await openEditor(ann.visit, id),
    };
  }

  it('tell the second one, show both with what differs, and put them together', async () => {
    const { id, path, one, two } = await twoTabs({
      text: 'Likes tea.\n\nHas two cats.\n\nLives in Bonn.',
      tags: ['food', 'home'],
    });
    await ann.visit.submit(one, path, {
      text: 'Likes green tea.\n\nHas two cats.\n\nLives in Bonn.',
      tags: 'food',
    });
    const told = await ann.visit.submit(two, path, {
      text: 'Likes tea.\n\nHas two cats.\n\nLives in Berlin.',
      tags: 'food, home, pets',
      category: 'me',
    });
    expect(told.status).toBe(409);
    expect(noticeIn(told)).toContain(english.memories.editor.conflict);
    const [theirs, yours] = told.document.querySelectorAll('.version');
    expect(
      theirs
        ?.querySelectorAll('mark')
        .map((each) => each.text)
        .join(),
    ).toMatch(/green.*Bonn/);
    expect(
      yours
        ?.querySelectorAll('mark')
        .map((each) => each.text)
        .join(),
    ).toContain('Berlin');
    expect(told.document.querySelector('table')?.text).toMatch(/Tags.*#food #home.*#food.*#pets/s);
    expect(textIn(told)).toBe('Likes green tea.\n\nHas two cats.\n\nLives in Berlin.');
    expect(valueIn(told, 'tags')).toBe('food, pets');
    expect(valueIn(told, 'category')).toBe('me');

    const done = await ann.visit.submit(told, path);
    expect([done.status, done.url.pathname]).toEqual([200, path]);
    expect(await ann.memories.get(id)).toMatchObject({
      text: 'Likes green tea.\n\nHas two cats.\n\nLives in Berlin.',
      tags: ['food', 'pets'],
      category: 'me',
    });
  });

  it('mark what both changed differently, and do not save the marks', async () => {
    const { id, path, one, two } = await twoTabs({ text: 'Likes tea.' });
    await ann.visit.submit(one, path, { text: 'Likes coffee.' });
    const told = await ann.visit.submit(two, path, { text: 'Likes milk.' });
    const { yours, theirs } = english.memories.editor.marks;
    expect(textIn(told)).toBe(
      `<<<<<<< ${yours}\nLikes milk.\n=======\nLikes coffee.\n>>>>>>> ${theirs}`,
    );
    const still = await ann.visit.submit(told, path);
    expect(still.status).toBe(422);
    expect(still.document.querySelector('#error-text')?.text).toContain(
      english.memories.editor.marksLeft,
    );
    expect((await ann.memories.get(id)).text).toBe('Likes coffee.');
    await ann.visit.submit(still, path, { text: 'Likes milk and coffee.' });
    expect((await ann.memories.get(id)).text).toBe('Likes milk and coffee.');
  });

  it('tell it again when the memory is changed while the two are put together', async () => {
    const { id, path, one, two } = await twoTabs({ text: 'a\n\nb\n\nc' });
    await ann.visit.submit(one, path, { text: 'A\n\nb\n\nc' });
    const told = await ann.visit.submit(two, path, { text: 'a\n\nB\n\nc' });
    await ann.memories.update({ memoryId: id, text: 'A\n\nb\n\nC' });
    const again = await ann.visit.submit(told, path);
    expect(again.status).toBe(409);
    expect(textIn(again)).toBe('A\n\nB\n\nC');
    await ann.visit.submit(again, path);
    expect((await ann.memories.get(id)).text).toBe('A\n\nB\n\nC');
  });

  it('ask before a text becomes public that the other one wrote', async () => {
    const { id, path, one, two } = await twoTabs({ text: 'harmless' });
    await ann.visit.submit(one, path, { text: 'my password is swordfish' });
    const told = await ann.visit.submit(two, path, { permission: 'public' });
    expect(told.status).toBe(409);
    expect((await ann.memories.get(id)).permission).toBe('private');
    expect(textIn(told)).toBe('my password is swordfish');
    expect(chosenIn(told, 'permission')).toEqual(['public']);
  });

  it('keep what the other one made private', async () => {
    const { id, path, one, two } = await twoTabs({ text: 'open', permission: 'public' });
    await ann.visit.submit(one, path, { permission: 'private' });
    const told = await ann.visit.submit(two, path, { text: 'more' });
    expect(chosenIn(told, 'permission')).toEqual(['private']);
    await ann.visit.submit(told, path);
    expect(await ann.memories.get(id)).toMatchObject({ text: 'more', permission: 'private' });
  });

  it('are no conflict when both did the same', async () => {
    const { path, one, two } = await twoTabs({ text: 'before' });
    await ann.visit.submit(one, path, { text: 'after', category: 'x' });
    expect((await ann.visit.submit(two, path, { text: 'after', category: 'x' })).url.pathname).toBe(
      path,
    );
  });

  it('show both when it is not known any more what was edited', async () => {
    const { id, path, one } = await twoTabs({ text: 'at the server' });
    const told = await ann.visit.submit(one, path, { text: 'typed', base_version: '' });
    expect(told.status).toBe(409);
    expect(textIn(told)).toContain('typed');
    expect(textIn(told)).toContain('at the server');
    expect((await ann.memories.get(id)).text).toBe('at the server');
  });

  it('let what was deleted in the one be saved as a new memory in the other', async () => {
    const { id, path, two } = await twoTabs({ text: 'soon gone', tags: ['t'] });
    await ann.memories.delete(id);
    const told = await ann.visit.submit(two, path, { text: 'still wanted' });
    expect(told.status).toBe(409);
    expect(noticeIn(told)).toContain(english.memories.editor.gone);
    const done = await ann.visit.submit(told, '/memories');
    expect(idIn(done)).not.toBe(id);
    expect(await ann.memories.get(idIn(done))).toMatchObject({ text: 'still wanted', tags: ['t'] });
  });

  it('notice a change that comes between reading and writing', async () => {
    const { id, path, two } = await twoTabs({ text: 'a\n\nb' });
    let isFirst = true;
    meddleWith(relay, 'update_memory', async (forward) => {
      if (isFirst) await ann.memories.update({ memoryId: id, text: 'a\n\nB' });
      isFirst = false;
      return forward();
    });
    const told = await ann.visit.submit(two, path, { text: 'A\n\nb' });
    expect([told.status, textIn(told)]).toEqual([409, 'A\n\nB']);
    expect((await ann.memories.get(id)).text).toBe('a\n\nB');
  });
});

describe('text and readers in one form', () => {
  /** What the server was asked to change. */
  function watch() {
    const calls: { tool: string; data: Record<string, unknown> }[] = [];
    relay.meddle = (_path, forward, body) => {
      const call = body.startsWith('{') ? (JSON.parse(body) as (typeof calls)[number]) : undefined;
      if (call && /update|modify/.test(call.tool)) calls.push(call);
      return forward();
    };
    return calls;
  }

  it('are saved by one call for the version that was edited', async () => {
    const [id = ''] = await ann.add({
      text: 'old',
      permission: 'shared',
      shared_with: { user_ids: [bob.id] },
    });
    const { updatedAt } = await ann.memories.get(id);
    const form = await openEditor(ann.visit, id);
    const calls = watch();
    await ann.visit.submit(form, `/memories/${id}`, {
      text: 'new',
      people: [],
      add_people: 'carl',
    });
    expect(calls.map(({ tool, data }) => [tool, data.expected_updated_at])).toEqual([
      ['update_memory', updatedAt.toISOString()],
    ]);
    expect(await ann.memories.get(id)).toMatchObject({
      text: 'new',
      sharedWith: { userIds: [carl.id], groupIds: [] },
    });
  });

  it('change together or not at all', async () => {
    const [id = ''] = await ann.add({ text: 'old', permission: 'public' });
    const form = await openEditor(ann.visit, id);
    meddleWith(relay, 'update_memory', async () => unavailable());
    const typed = { text: 'new', permission: 'private' };
    const told = await ann.visit.submit(form, `/memories/${id}`, typed);
    expect(told.status).toBe(503);
    expect(noticeIn(told)).toContain(english.failures.retryIn(7));
    expect(await ann.memories.get(id)).toMatchObject({ text: 'old', permission: 'public' });
    relay.meddle = undefined;
    expect((await ann.visit.submit(told, `/memories/${id}`)).status).toBe(200);
    expect(await ann.memories.get(id)).toMatchObject(typed);
  });

  it('are no conflict with a change that the editor does not show', async () => {
    const [id = ''] = await ann.add({ text: 'old', tags: ['Sea'] });
    const form = await openEditor(ann.visit, id);
    await ann.memories.update({ memoryId: id, metadata: { by: 'another application' } });
    const done = await ann.visit.submit(form, `/memories/${id}`, { text: 'new', tags: 'sea' });
    expect(done.status).toBe(200);
    expect(await ann.memories.get(id)).toMatchObject({
      text: 'new',
      metadata: { by: 'another application' },
    });
  });

  it('let the text of a memory change that is shared with a group of the past', async () => {
    const group = await ann.picard.groups.create({ name: 'Former' });
    const [id = ''] = await ann.add({
      text: 'old',
      permission: 'shared',
      shared_with: { user_ids: [bob.id], group_ids: [group.id] },
    });
    const form = await openEditor(ann.visit, id);
    await ann.picard.groups.delete(group.id);
    const done = await ann.visit.submit(form, `/memories/${id}`, { text: 'new' });
    expect((await ann.memories.get(id)).text, noticeIn(done)).toBe('new');
  });
});
