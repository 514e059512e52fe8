import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Installation, startInstallation } from './installation.js';
import { atServer } from './member.js';
import { type Route, routesOf } from './routes.js';
import { type Visitor, visitor } from './visitor.js';

let installation: Installation;
let ann: Visitor;
let changing: readonly Route[];

beforeAll(async () => {
  installation = await startInstallation();
  ann = visitor(installation.url);
  await ann.register('ann');
  await ann.connect();
  await (await atServer(installation, 'ann')).add({ text: 'Mine', tags: ['kept'] });
  changing = routesOf(installation).filter(({ method }) => !['GET', 'HEAD'].includes(method));
});
afterAll(() => installation?.close());

/** Everything that a form could change, at the application and at the memory server. */
async function everything(): Promise<unknown> {
  const { pool } = installation.database;
  const tables = await Promise.all(
    ['users', 'connections', 'guides'].map(async (table) => {
      const { rows } = await pool.query(`select * from ${table} order by 1`);
      return rows;
    }),
  );
  const { memories, picard } = await atServer(installation, 'ann');
  const [listed, groups, personas, profile] = await Promise.all([
    memories.list({}),
    picard.groups.list(),
    picard.personas.list({}),
    picard.profile.own(),
  ]);
  return { tables, listed, groups, personas, profile };
}

/** What a form could hold that changes something, wherever it is sent. */
const fields = {
  ...{ username: 'ann', email: 'evil@example.org', name: 'Evil', password: 'evil evil evil' },
  ...{ memories: 'erase', text: 'Evil', theme: 'dark', zone: 'UTC', action: 'delete' },
  ...{ submission_id: crypto.randomUUID(), query: 'x', question: 'x', description: 'x' },
};

async function sendToAll(
  token: string | undefined,
  makeBody: (fields: Readonly<Record<string, string>>) => URLSearchParams | FormData,
): Promise<readonly string[]> {
  const passed: string[] = [];
  const sent = { ...fields, ...(token !== undefined && { _csrf: token }) };
  for (const { method, path } of changing) {
    const { status } = await ann.send(path, { method, body: makeBody(sent) });
    if (status !== 403) passed.push(`${method} ${path}: ${status}`);
  }
  return passed;
}

const urlencoded = (sent: Readonly<Record<string, string>>) => new URLSearchParams(sent);

/** As the form to import looks: one of more fields would be refused for that alone. */
function multipart({ _csrf }: Readonly<Record<string, string>>): FormData {
  const form = new FormData();
  if (_csrf !== undefined) form.append('_csrf', _csrf);
  form.append('file', new Blob(['{"text":"Evil"}\n']), 'evil.jsonl');
  return form;
}

async function tokenOf(visit: Visitor): Promise<string> {
  const { document } = await visit.open(visit === ann ? '/settings' : '/login');
  return document.querySelector('[name=_csrf]')?.getAttribute('value') ?? '';
}

it('knows every route that changes something', () => {
  const paths = changing.map(({ method, path }) => `${method} ${path}`);
  expect(paths).toEqual(
    expect.arrayContaining([
      'POST /login',
      'POST /logout',
      'POST /register',
      'POST /settings/delete',
      'POST /connection/direct',
      'POST /guide/samples',
    ]),
  );
  expect(paths.length).toBeGreaterThan(15);
});

it.each([
  ['no token', async () => undefined],
  ['an empty token', async () => ''],
  ['a token that nobody made', async () => `${'a'.repeat(64)}.${'b'.repeat(64)}`],
  ['the token of another session', async () => tokenOf(visitor(installation.url))],
])('refuses a form with %s at every such route, and changes nothing', async (_what, token) => {
  const before = await everything();
  const sent = await token();
  expect(await sendToAll(sent, urlencoded)).toEqual([]);
  expect(await sendToAll(sent, multipart)).toEqual([]);
  expect(await everything()).toEqual(before);
  expect((await ann.open('/settings')).status).toBe(200);
});

it('takes no token out of an address', async () => {
  const before = await everything();
  const token = encodeURIComponent(await tokenOf(ann));
  const body = new URLSearchParams({ email: 'evil@example.org', name: 'Evil' });
  const page = await ann.send(`/settings/account?_csrf=${token}`, { method: 'POST', body });
  expect(page.status).toBe(403);
  expect(await everything()).toEqual(before);
});

it('changes nothing by GET, whatever the address', async () => {
  const before = await everything();
  const query = new URLSearchParams({ ...fields, _csrf: await tokenOf(ann) });
  for (const { path } of changing) {
    // A file that takes long, and the way out to the memory server, are no pages.
    const { status } = await ann.open(`${path}?${query}`);
    expect(status, path).toBeLessThan(500);
  }
  expect(await everything()).toEqual(before);
});
