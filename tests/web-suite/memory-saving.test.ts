import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { chosenIn, idIn, noticeIn, openEditor, textIn, valueIn } from './editor-page.js';
import { type Installation, startInstallation } from './installation.js';
import { meddleWith, unavailable } from './meddling.js';
import { type Member, member } from './member.js';
import { type Relay, startRelay } from './relay.js';
import { english } from './words.js';

let relay: Relay;
let installation: Installation;
let ann: Member;
let bob: Member;

beforeAll(async () => {
  relay = await startRelay();
  installation = await startInstallation({ configuration: { serviceUrl: relay.url } });
  relay.target = installation.server.url;
  [ann, bob] = [await member(installation, 'ann'), await member(installation, 'bob')];
});
afterEach(() => {
  relay.meddle = undefined;
});
afterAll(async () => {
  await installation?.close();
  await relay?.close();
});

const count = async () => (await ann.memories.list({ limit: 200 })).memories.length;

describe('a form that is sent more than once', () => {
  it('makes one memory when it is sent twenty times at once', async () => {
    const before = await count();
    const form = await ann.visit.open('/memories/new');
    const pages = await Promise.all(
      Array.from({ length: 20 }, () => ann.visit.submit(form, '/memories', { text: 'only once' })),
    );
    expect(new Set(pages.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(pages.map(({ url }) => url.pathname)).size).toBe(1);
    expect(await count()).toBe(before + 1);
  });

  it('makes one memory when the first answer was lost', async () => {
    const before = await count();
    meddleWith(relay, 'submit_memory', async (forward) => {
      await forward();
      return 'hang up';
    });
    const form = await ann.visit.open('/memories/new');
    const told = await ann.visit.submit(form, '/memories', { text: 'answer lost', tags: 'a, b' });
    expect(told.status).toBe(503);
    expect(noticeIn(told)).toContain(english.failures.byCode.unreachable);
    expect(noticeIn(told)).toContain(english.memories.editor.sendAgain);
    expect(textIn(told)).toBe('answer lost');
    relay.meddle = undefined;
    const done = await ann.visit.submit(told, '/memories');
    expect((await ann.memories.get(idIn(done))).tags).toEqual(['a', 'b']);
    expect(await count()).toBe(before + 1);
  });

  it('with something else in it asks which is meant, and takes either answer', async () => {
    const before = await count();
    const form = await ann.visit.open('/memories/new');
    const first = idIn(await ann.visit.submit(form, '/memories', { text: 'The first one.' }));
    const asked = await ann.visit.submit(form, '/memories', { text: 'The second one.', tags: 'x' });
    expect(asked.status).toBe(409);
    expect(asked.document.querySelectorAll('.version mark').length).toBeGreaterThan(0);
    expect(await count()).toBe(before + 1);

    const another = idIn(await ann.visit.submit(asked, '/memories'));
    expect(another).not.toBe(first);
    expect((await ann.memories.get(another)).text).toBe('The second one.');
    expect((await ann.memories.get(first)).text).toBe('The first one.');

    expect(asked.document.querySelector(`[formaction="/memories/${first}"]`)).not.toBeNull();
    const fields = new URLSearchParams({
      text: 'The second one.',
      permission: 'private',
      expiry: 'never',
    });
    for (const name of ['_csrf', 'base_version']) fields.set(name, valueIn(asked, name) ?? '');
    await ann.visit.send(`/memories/${first}`, {
      method: 'POST',
      headers: { origin: installation.url },
      body: fields,
    });
    expect((await ann.memories.get(first)).text).toBe('The second one.');
  });

  it('saves an edit once, and the second time says the same', async () => {
    const [id = ''] = await ann.add({ text: 'before' });
    const form = await openEditor(ann.visit, id);
    const pages = await Promise.all(
      Array.from({ length: 5 }, () => ann.visit.submit(form, `/memories/${id}`, { text: 'after' })),
    );
    for (const page of pages)
      expect([page.status, page.url.pathname]).toEqual([200, `/memories/${id}`]);
    expect((await ann.memories.get(id)).text).toBe('after');
  });

  it('saves an edit whose first answer was lost', async () => {
    const [id = ''] = await ann.add({ text: 'before' });
    meddleWith(relay, 'update_memory', async (forward) => {
      await forward();
      return 'hang up';
    });
    const told = await ann.visit.submit(await openEditor(ann.visit, id), `/memories/${id}`, {
      text: 'after',
    });
    expect([told.status, textIn(told)]).toEqual([503, 'after']);
    relay.meddle = undefined;
    expect((await ann.visit.submit(told, `/memories/${id}`)).status).toBe(200);
    expect((await ann.memories.get(id)).text).toBe('after');
  });
});

describe('a memory server that does not do it', () => {
  it.each([
    ['is down', async () => 'hang up' as const, 503],
    ['is overloaded', async () => unavailable(), 503],
    ['answers rubbish', async () => new Response('<h1>Bad gateway</h1>', { status: 502 }), 503],
  ])(
    '%s: everything typed stays in the editor, and can be sent again',
    async (_, meddling, status) => {
      const form = await ann.visit.open('/memories/new');
      relay.meddle = meddling;
      const told = await ann.visit.submit(form, '/memories', {
        text: 'typed with care',
        tags: 'one, two',
        category: 'work',
        expiry: 'at',
        expires_time: '2037-01-01T10:00',
      });
      expect(told.status).toBe(status);
      expect(textIn(told)).toBe('typed with care');
      relay.meddle = undefined;
      const done = await ann.visit.submit(told, '/memories');
      expect(await ann.memories.get(idIn(done))).toMatchObject({
        text: 'typed with care',
        tags: ['one', 'two'],
        category: 'work',
        expirationDate: new Date('2037-01-01T10:00:00Z'),
      });
    },
  );

  it('keeps the people and groups that were chosen, though it cannot name them', async () => {
    const group = await ann.picard.groups.create({ name: 'The band' });
    const [id = ''] = await ann.add({
      text: 'ours',
      permission: 'shared',
      shared_with: { user_ids: [bob.id], group_ids: [group.id] },
    });
    const form = await openEditor(ann.visit, id);
    relay.meddle = async () => 'hang up';
    const told = await ann.visit.submit(form, `/memories/${id}`, {
      text: 'still ours',
      add_people: '',
    });
    expect([chosenIn(told, 'people'), chosenIn(told, 'groups')]).toEqual([[bob.id], [group.id]]);
    relay.meddle = undefined;
    await ann.visit.submit(told, `/memories/${id}`);
    expect(await ann.memories.get(id)).toMatchObject({
      text: 'still ours',
      sharedWith: { userIds: [bob.id], groupIds: [group.id] },
    });
  });

  it('leaves the page of a script as it is, and tells it why', async () => {
    const form = await ann.visit.open('/memories/new');
    relay.meddle = async () => unavailable();
    const fields = new URLSearchParams({ text: 'x', permission: 'private', expiry: 'never' });
    for (const name of ['_csrf', 'submission_id']) fields.set(name, valueIn(form, name) ?? '');
    const answer = await ann.visit.send('/memories', {
      method: 'POST',
      headers: { origin: installation.url, 'hx-request': 'true' },
      body: fields,
    });
    expect(answer.status).toBe(503);
    expect(answer.headers.get('hx-trigger')).toContain(english.failures.byCode.unavailable);
    expect(answer.document.querySelector('#editor')).toBeNull();
  });

  it('names the field that it refuses', async () => {
    const form = await ann.visit.open('/memories/new');
    const error = {
      code: 'invalid_input',
      message: 'tags[0]: is odd',
      details: { field: 'tags[0]' },
    };
    meddleWith(relay, 'submit_memory', async () =>
      Response.json({ status: 'error', error }, { status: 400 }),
    );
    const told = await ann.visit.submit(form, '/memories', { text: 'x', tags: 'odd' });
    expect(told.status).toBe(422);
    expect(told.document.querySelector('#error-tags')?.text).toContain('is odd');
    expect(valueIn(told, 'tags')).toBe('odd');
  });
});

it('goes through the login with everything typed when the session is lost in between', async () => {
  const erin = await member(installation, 'erin');
  const form = await erin.visit.open('/memories/new');
  erin.visit.cookies.delete('picard-app');
  const login = await erin.visit.submit(form, '/memories', { text: 'typed before', tags: 'a, b' });
  expect(login.status).toBe(401);
  const carried = await erin.visit.submit(login, '/login', {
    login: 'erin',
    password: 'correct horse battery',
  });
  expect(carried.text).toContain('typed before');
  expect(carried.text).not.toContain('submission');
  const done = await erin.visit.submit(carried, '/memories');
  expect(await erin.memories.get(idIn(done))).toMatchObject({
    text: 'typed before',
    tags: ['a', 'b'],
  });
});
