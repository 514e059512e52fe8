import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Installation, startInstallation } from './installation.js';
import { type Member, member } from './member.js';
import { letBeFound } from './memory-user.js';
import { type Route, routesOf } from './routes.js';
import type { Page, Visitor } from './visitor.js';
import { english } from './words.js';

let installation: Installation;
let ann: Member;
let bob: Member;

beforeAll(async () => {
  installation = await startInstallation();
  ann = await member(installation, 'ann');
  bob = await member(installation, 'bob');
});
afterAll(() => installation?.close());

async function tokenOf(visit: Visitor): Promise<string> {
  const { document } = await visit.open('/settings');
  return document.querySelector('[name=_csrf]')?.getAttribute('value') ?? '';
}

/** Sends fields that no form of the page would send. */
async function post(
  visit: Visitor,
  path: string,
  fields: Readonly<Record<string, string>>,
): Promise<Page> {
  const body = new URLSearchParams({ _csrf: await tokenOf(visit), ...fields });
  return visit.send(path, { method: 'POST', body, headers: { origin: installation.url } });
}

describe("ids of somebody else's", () => {
  /** Every route with an id in it, with this one. */
  const withId = (id: string) =>
    routesOf(installation)
      .filter(({ pattern }) => pattern.includes('/:id'))
      .map((route): Route => ({ ...route, path: route.pattern.replace(':id', id) }));

  it('are answered as those of nothing, wherever they stand in an address', async () => {
    const [memory = ''] = await ann.add({ text: 'Private of Ann' });
    const group = await ann.picard.groups.create({ name: 'Group of Ann' });
    const persona = await ann.picard.personas.create({
      name: 'Persona of Ann',
      permission: 'private',
    });
    const nothing = crypto.randomUUID();
    const fields = { text: 'Taken over', name: 'Taken over', permission: 'public', step: 'do' };
    const answers = async (id: string) => {
      const all: string[] = [];
      for (const { method, path } of withId(id)) {
        if (method === 'HEAD') continue;
        const page =
          method === 'GET' ? await bob.visit.open(path) : await post(bob.visit, path, fields);
        const said = page.text.replaceAll(id, 'ID').replaceAll(id.slice(0, 8), 'ID');
        const where = page.url.pathname.replaceAll(id, 'ID');
        all.push(`${method} ${path.replaceAll(id, 'ID')}: ${page.status} ${where} ${said}`);
      }
      return all;
    };
    const ofNothing = await answers(nothing);
    expect(ofNothing.length).toBeGreaterThan(10);
    for (const id of [memory, group.id, persona.id]) expect(await answers(id)).toEqual(ofNothing);
    expect((await ann.memories.get(memory as never)).text).toBe('Private of Ann');
  });

  it('bring nothing back of what somebody else deleted', async () => {
    const [id = ''] = await ann.add({ text: 'Deleted by Ann' });
    await ann.visit.submit(
      await ann.visit.open(`/memories/${id}/delete`),
      `/memories/${id}/delete`,
    );
    const [stolen, invented] = [
      await post(bob.visit, '/memories/restore', { id }),
      await post(bob.visit, '/memories/restore', { id: crypto.randomUUID() }),
    ];
    expect(stolen.text).toBe(invented.text);
    expect((await bob.memories.list({})).memories).toEqual([]);
    // It is still there for her, once, however often she asks at the same time.
    await Promise.all(
      [1, 2, 3, 4].map(() => post(ann.visit, '/memories/restore', { id, back: '/memories' })),
    );
    const { memories } = await ann.memories.list({});
    expect(memories.filter(({ text }) => text === 'Deleted by Ann')).toHaveLength(1);
  });
});

it('brings a persona back to the user of the memory server whose it was, and to no other', async () => {
  const { id } = await ann.picard.personas.create({ name: 'Of Ann', permission: 'private' });
  const path = `/personas/${id}/delete`;
  const deleted = await ann.visit.submit(await ann.visit.open(path), path);
  const { pool } = installation.database;
  const become = (memoryUser: string) =>
    pool.query('update connections set memory_user_id = $2 where memory_user_id = $1', [
      memoryUser === ann.id ? bob.id.replace(/^./, 'f') : ann.id,
      memoryUser,
    ]);
  const named = async () =>
    (await ann.picard.personas.list({})).filter(({ name }) => name === 'Of Ann');
  // As if she had connected with another account there.
  await become(bob.id.replace(/^./, 'f'));
  await ann.visit.submit(deleted, '/personas/restore');
  expect(await named()).toEqual([]);
  await become(ann.id);
  await ann.visit.submit(deleted, '/personas/restore');
  expect(await named()).toHaveLength(1);
});

it('Undo that is sent twice at once brings one persona back', async () => {
  const { id } = await bob.picard.personas.create({ name: 'Undone', permission: 'private' });
  const confirmed = await bob.visit.submit(
    await bob.visit.open(`/personas/${id}/delete`),
    `/personas/${id}/delete`,
  );
  const persona =
    confirmed.document
      .querySelector('form[action="/personas/restore"] [name=persona]')
      ?.getAttribute('value') ?? '';
  const undo = () => post(bob.visit, '/personas/restore', { persona });
  await Promise.all([undo(), undo()]);
  const named = (await bob.picard.personas.list({})).filter(({ name }) => name === 'Undone');
  expect(named).toHaveLength(1);
});

describe('what no form would send', () => {
  it.each(['http://[', '//evil.example/memories', '/\\evil.example', 'javascript:alert(1)', '\0'])(
    'is no place to go back to: %j',
    async (place) => {
      const [id = ''] = await ann.add({ text: 'Chosen' });
      const page = await post(ann.visit, '/memories/bulk', { action: 'tags', id, place });
      expect(page.status).toBe(200);
      expect(page.html).not.toMatch(/href="[^"]*(evil|javascript)/);
      expect(page.document.querySelector('a[href="/memories"]')).not.toBeNull();
    },
  );

  it.each(['text/plain', 'application/json'])(
    'fails nowhere: a body as %s, with a good token',
    async (type) => {
      const token = await tokenOf(ann.visit);
      const headers = { origin: installation.url, 'content-type': type, 'x-csrf-token': token };
      // These end what the others need.
      const last = ['/logout', '/connection/end', '/settings/sessions/end'];
      for (const { method, path } of routesOf(installation)) {
        if (method !== 'POST' || last.includes(path)) continue;
        const { status } = await ann.visit.send(path, { method, body: '{"a":[1]}', headers });
        expect(status, path).toBeLessThan(500);
      }
    },
  );

  it('keeps fields of any name when it comes back', async () => {
    const body = new URLSearchParams({ constructor: 'one', toString: 'two', valueOf: 'three' });
    const page = await ann.visit.send('/memories', {
      method: 'POST',
      body,
      headers: { origin: installation.url },
    });
    expect(page.status).toBe(403);
    const names = page.document.querySelectorAll('dl.carried dt').map(({ text }) => text);
    expect(names).toEqual(['Constructor', 'ToString', 'ValueOf']);
  });
});

describe('days and times at the end of the calendar', () => {
  it.each([
    '/export?format=json&to=9999-12-31',
    '/export?format=json&from=0000-01-01',
    '/memories?to=9999-12-31&from=0000-01-01',
    '/search?q=x&to=9999-12-31&from=0000-01-01',
  ])('are days like others: %s', async (path) => {
    for (const zone of ['America/New_York', 'Pacific/Kiritimati']) {
      ann.visit.cookies.set('picard-app-zone', zone);
      expect((await ann.visit.open(path)).status).toBe(200);
    }
    ann.visit.cookies.delete('picard-app-zone');
  });

  it.each(['+275760-09-13', '2024-W01-1', '2024-01-01T12:00', '2024-02-30'])(
    'are no days to export until, and said so beside the field: %s',
    async (day) => {
      const page = await ann.visit.open(`/export?format=json&to=${encodeURIComponent(day)}`);
      expect(page.status).toBe(422);
      expect(page.document.querySelector('#error-to')).not.toBeNull();
    },
  );

  it('are too far for an expiry that could not be read again', async () => {
    const page = await post(ann.visit, '/memories', {
      text: 'For ever',
      expiry: 'at',
      expires_time: '9999-12-31T23:59',
      zone: 'America/New_York',
    });
    expect(page.status).toBe(422);
    expect(page.text).toContain(english.memories.editor.phraseProblems.too_far);
  });

  it('are no fault of the memory server, which is there', async () => {
    expect((await ann.visit.open('/search?q=%00')).status).toBe(422);
  });
});

it('shows a username as it is, whatever the name before it does to the writing', async () => {
  const id = await letBeFound(installation, 'bob', 'Cleo (cleo)\u202e\u2067');
  const found = await ann.visit.open('/people/suggestions?query=bob');
  expect(found.html).toContain('Cleo (cleo) (bob)');
  await ann.picard.groups.create({ name: 'With Bob', memberIds: [id] });
  for (const { text } of [found, await ann.visit.open('/memories/others')]) {
    expect(text).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
  }
});

it('leads nowhere else when the database is down, whatever was asked for', async () => {
  const { pool } = installation.database;
  const { query } = pool;
  pool.query = (() => Promise.reject(new Error('the database is down'))) as typeof query;
  try {
    for (const path of ['//evil.example/', '/\\evil.example', 'http://evil.example/']) {
      const html = await raw(path);
      expect(html).toContain(english.layout.tryAgain);
      expect(html).not.toMatch(/(href|action)="[^"]*evil/);
    }
  } finally {
    pool.query = query;
  }
});

/** Past `fetch`, which would read the host out of the path. */
function raw(path: string): Promise<string> {
  const { hostname, port } = new URL(installation.url);
  const cookie = [...ann.visit.cookies].map((each) => each.join('=')).join('; ');
  return new Promise((resolve, reject) => {
    httpRequest({ hostname, port, path, headers: { cookie } }, async (answer) => {
      let html = '';
      for await (const chunk of answer) html += String(chunk);
      resolve(html);
    })
      .on('error', reject)
      .end();
  });
}
