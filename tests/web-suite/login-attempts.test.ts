import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  type AttemptLimit,
  createAttemptLimits,
  networkOf,
} from '../../examples/reference-app/src/web/accounts/attempt-limits.js';
import { type Installation, startInstallation } from './installation.js';
import { type Page, password, visitor } from './visitor.js';
import { english } from './words.js';

let installation: Installation;

beforeAll(async () => {
  installation = await startInstallation();
  await visitor(installation.url).register('ann');
  await visitor(installation.url).register('bob');
});
afterAll(() => installation?.close());

/** As if they came in at another instance of the application. */
async function attemptElsewhere(limit: AttemptLimit, key: string, times: number): Promise<void> {
  const limits = createAttemptLimits(installation.database);
  for (let each = 0; each < times; each += 1) await limits.count(limit, key);
}

async function login(name: string, typed: string): Promise<Page> {
  const visit = visitor(installation.url);
  return visit.submit(await visit.open('/login'), '/login', { login: name, password: typed });
}

function expectRefusal(page: Page): void {
  expect(page.status).toBe(429);
  expect(page.document.querySelector('[role=alert]')?.text).toContain(
    english.accounts.tooOften(Number(page.headers.get('retry-after'))),
  );
  expect(Number(page.headers.get('retry-after'))).toBeGreaterThan(60);
}

it.each(['ann', 'nobody'])('stops guesses at %s after ten, wherever they come in', async (name) => {
  await attemptElsewhere('loginName', name, 9);
  expect((await login(name, 'wrong')).status).toBe(422);
  const page = await login(name.toUpperCase(), 'wrong');
  expectRefusal(page);
  expect(page.document.querySelector('[name=login]')?.getAttribute('value')).toBe(
    name.toUpperCase(),
  );
  // Neither does the right password tell that it is right.
  expectRefusal(await login(name, password));
  expect((await login('bob', password)).status).toBe(200);
});

it('lets somebody begin anew who knew the password', async () => {
  await attemptElsewhere('loginName', 'bob', 8);
  expect((await login('bob', password)).status).toBe(200);
  await attemptElsewhere('loginName', 'bob', 8);
  expect((await login('bob', password)).status).toBe(200);
});

it('stops guesses at the present password of somebody who is logged in', async () => {
  const visit = visitor(installation.url);
  await visit.register('cyd');
  const page = await visit.open('/settings');
  const wrong = { current_password: 'wrong', new_password: 'another long one' };
  for (let each = 0; each < 10; each += 1) {
    expect((await visit.submit(page, '/settings/password', wrong)).status).toBe(422);
  }
  const right = { current_password: password, new_password: 'another long one' };
  const refused = await visit.submit(page, '/settings/password', right);
  expectRefusal(refused);
  expect(refused.html).not.toContain('another long one');
  expect((await login('cyd', password)).status).toBe(200);
});

it('stops registrations from one network, and keeps what was typed', async () => {
  await attemptElsewhere('registration', '127.0.0.1', 100);
  const visit = visitor(installation.url);
  const page = await visit.submit(await visit.open('/register'), '/register', {
    ...{ username: 'late', email: 'late@example.org', name: 'Late', password },
  });
  expectRefusal(page);
  expect(page.document.querySelector('[name=username]')?.getAttribute('value')).toBe('late');
});

it('stops logins from one network', async () => {
  await attemptElsewhere('loginAddress', '127.0.0.1', 100);
  expectRefusal(await login('bob', password));
});

it('keeps neither names nor addresses in the counts', async () => {
  const { rows } = await installation.database.pool.query<{ key: string }>(
    'select key from rate_limits',
  );
  expect(rows.length).toBeGreaterThan(3);
  for (const { key } of rows) expect(key).not.toMatch(/ann|bob|nobody|127\.0/);
});

it.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8:1:2::6', '2001:db8:1:2'],
  ['2001:db8::6', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
])('counts %s as the network %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});
