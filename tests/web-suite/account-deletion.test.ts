import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Installation, startInstallation } from './installation.js';
import { member } from './member.js';
import { type Visitor, visitor } from './visitor.js';
import { english } from './words.js';

let installation: Installation;

beforeAll(async () => {
  installation = await startInstallation();
});
afterAll(() => installation?.close());

async function rowsOf(username: string): Promise<number> {
  const { rows } = await installation.database.pool.query<{ count: number }>(
    `select count(*)::int as count from users left join connections on user_id = id
     where username = $1`,
    [username],
  );
  return rows[0]?.count ?? -1;
}

const erase = async (visit: Visitor, typed: Record<string, string>) =>
  visit.submit(await visit.open('/settings/delete'), '/settings/delete', typed);

it('names what is lost before it is, and deletes nothing without the username and a choice', async () => {
  const { visit, add, memories } = await member(installation, 'ann');
  await add({ text: 'One' }, { text: 'Two' });
  const page = await visit.open('/settings/delete');
  expect(page.text).toContain(english.settings.deletion.account('ann'));
  expect(page.text).toContain(
    english.settings.deletion.eraseHint(english.settings.deletion.count(2, false)),
  );
  for (const [typed, field] of [
    [{ memories: 'erase', username: 'an' }, 'username'],
    [{ memories: 'erase', username: '' }, 'username'],
    [{ username: 'ann' }, 'memories'],
  ] as const) {
    const refused = await visit.submit(page, '/settings/delete', typed);
    expect(refused.status).toBe(422);
    expect(refused.document.querySelector(`#error-${field}`)).not.toBeNull();
  }
  expect(await rowsOf('ann')).toBe(1);
  expect((await memories.list({})).memories).toHaveLength(2);
});

it('erases the memories too, and ends every session', async () => {
  const { visit, id, add } = await member(installation, 'bob');
  await add({ text: 'Gone soon' });
  const elsewhere = visitor(installation.url);
  await elsewhere.login('bob');
  const done = await erase(visit, { memories: 'erase', username: 'BOB' });
  expect(done.url.pathname).toBe('/');
  expect(done.text).toContain(english.settings.deletion.doneErased);
  expect(await rowsOf('bob')).toBe(0);
  expect((await elsewhere.open('/settings')).status).toBe(401);
  expect((await visit.open('/settings')).status).toBe(401);
  const left = await installation.server.store.memories.list(
    id as never,
    { scope: 'own', expired: false },
    { sort: 'created_at', order: 'asc', limit: 10 },
    new Date(),
  );
  expect(left).toEqual([]);
});

it('leaves the memories where they are, without a way to them from here', async () => {
  const { visit, add, memories } = await member(installation, 'cyd');
  await add({ text: 'Stays' });
  const done = await erase(visit, { memories: 'leave', username: 'cyd' });
  expect(done.text).toContain(english.settings.deletion.done);
  expect((await memories.list({})).memories.map(({ text }) => text)).toEqual(['Stays']);
  // Whoever takes the name next would be taken for the one who had it.
  const next = visitor(installation.url);
  const page = await next.submit(await next.open('/register'), '/register', {
    ...{ username: 'Cyd', email: 'cyd@example.com', name: '', password: 'a password of theirs' },
  });
  expect(page.status).toBe(422);
  expect(page.document.querySelector('#error-username')?.text).toBe(english.accounts.usernameTaken);
});

it('deletes nothing while the memory server is down, unless the memories are left', async () => {
  const { visit } = await member(installation, 'dan');
  const page = await visit.open('/settings/delete');
  await installation.stopServer();
  try {
    const typed = { memories: 'erase', username: 'dan' };
    const refused = await visit.submit(page, '/settings/delete', typed);
    expect(refused.status).toBe(503);
    expect(refused.text).toContain(english.settings.deletion.nothingDone);
    expect(refused.document.querySelector('[name=username]')?.getAttribute('value')).toBe('dan');
    expect(await rowsOf('dan')).toBe(1);
    expect((await visit.open('/settings')).status).toBe(200);
    const left = await erase(visit, { username: 'dan' });
    expect(left.text).toContain(english.settings.deletion.done);
    expect(await rowsOf('dan')).toBe(0);
  } finally {
    await installation.startServer();
  }
});

it('closes an account that was never connected', async () => {
  const visit = visitor(installation.url);
  await visit.register('una');
  const page = await visit.open('/settings/delete');
  expect(page.text).toContain(english.settings.deletion.disconnected);
  const done = await visit.submit(page, '/settings/delete', { username: 'una' });
  expect(done.text).toContain(english.settings.deletion.done);
  expect(await rowsOf('una')).toBe(0);
});
