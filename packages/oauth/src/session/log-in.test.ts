import { memoryStore } from '@picard-mcp/core/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { english } from '../pages/english.js';
import { formOf } from '../testing/html-form.js';
import { addTestUser, defaultPassword } from '../testing/test-accounts.js';
import {
  type TestAuthorizationServer,
  type TestAuthorizationServerOptions,
  testAuthorizationServer,
} from '../testing/test-authorization-server.js';
import type { TestBrowser, TestPage } from '../testing/test-browser.js';

let picard: TestAuthorizationServer;
let browser: TestBrowser;

async function start(options: TestAuthorizationServerOptions = {}) {
  picard = await testAuthorizationServer({ metadataDocuments: false, ...options });
  browser = picard.browser();
  await picard.addUser({ username: 'ann', email: 'Ann@Example.com' });
}

beforeEach(() => start());
afterEach(() => picard.close());

const sessionName = '__Host-picard-session';
const session = (of = browser) => of.cookies.get(sessionName);

async function logIn(
  username: string,
  password = defaultPassword,
  { of = browser, path = '/login?switch=1' } = {},
): Promise<TestPage> {
  return of.submit(await of.open(path), { username, password });
}

describe('too many logins', () => {
  const limit = (name: 'loginAccount' | 'loginAddress', points: number) =>
    start({ rateLimits: { [name]: { points, seconds: 600 } } });

  it('to one account are stopped before the password is looked at, wherever they come from', async () => {
    await limit('loginAccount', 2);
    for (const address of ['192.0.2.1', '192.0.2.2']) {
      await logIn('ann', 'wrong password', { of: picard.browser({ address }) });
    }
    const page = await logIn('ANN ', defaultPassword, {
      of: picard.browser({ address: '192.0.2.3' }),
    });
    expect(page.response.status).toBe(429);
    expect(page.response.headers.get('retry-after')).toBe('600');
    expect(page.text).toContain(english.tooMany(600));
    expect(formOf(page.html).fields).toMatchObject({ username: 'ANN ', password: '' });
    picard.clock.advance(600_000);
    expect((await logIn('ann')).text).toContain(english.signedIn.title);
  });

  it('are counted alike for names that nobody has', async () => {
    await limit('loginAccount', 1);
    await logIn('nobody');
    expect((await logIn('nobody')).response.status).toBe(429);
    expect((await logIn('ann')).response.status).toBe(200);
  });

  it('from one network are stopped, whatever the names', async () => {
    await limit('loginAddress', 2);
    const from = (address: string) => ({ of: picard.browser({ address }) });
    await logIn('one', 'wrong', from('2001:db8::1'));
    await logIn('two', 'wrong', from('2001:db8::2'));
    expect((await logIn('ann', defaultPassword, from('2001:db8::3'))).response.status).toBe(429);
    expect((await logIn('ann', defaultPassword, from('2001:db8:1::1'))).response.status).toBe(200);
  });

  it('are no longer counted against an account once its user got in', async () => {
    await limit('loginAccount', 2);
    for (const round of [1, 2, 3]) {
      await logIn('ann', 'wrong password');
      const page = await logIn('ann', defaultPassword, { of: picard.browser() });
      expect([round, page.response.status]).toEqual([round, 200]);
    }
  });
});

describe('the record of logins', () => {
  it('tells who got in and who did not, from where, without names and passwords', async () => {
    await start({ rateLimits: { loginAccount: { points: 2, seconds: 60 } } });
    const ann = await picard.users.findByUsername('ann');
    await logIn('ann');
    await logIn('ann', 'wrong password');
    await logIn('secret-name', 'wrong password');
    await logIn('ann', 'wrong password');
    await logIn('ann', 'wrong password');
    await logIn('ann', 'wrong password');
    const entries = (await picard.activity()).filter(({ action }) => action === 'login').reverse();
    const shared = { outcome: 'refused', address: '192.0.2.1', userId: undefined };
    const ofAnn = { ...shared, reason: 'unauthenticated', details: { user_id: ann?.id } };
    expect(entries.map(({ outcome }) => outcome)).toHaveLength(5);
    expect(entries).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ outcome: 'success', userId: ann?.id, address: '192.0.2.1' }),
        expect.objectContaining(ofAnn),
        expect.objectContaining({ ...shared, reason: 'unauthenticated', details: undefined }),
        expect.objectContaining({ ...shared, reason: 'rate_limited' }),
      ]),
    );
    expect(JSON.stringify(entries)).not.toMatch(/secret-name|wrong password|"ann"/);
  });
});

describe('a password that is changed while somebody logs in with the former one', () => {
  it('leaves no session of the former behind', async () => {
    const { users } = memoryStore();
    let change = async (): Promise<unknown> => undefined;
    // The new password comes after the check of the old one and before the session is read.
    const racing = {
      ...users,
      findById: async (...args: Parameters<typeof users.findById>) => {
        await change();
        return users.findById(...args);
      },
    };
    await start({ users: racing });
    const ann = await users.findByUsername('ann');
    if (!ann) throw new Error('no user');
    const other = await addTestUser(
      { users: memoryStore().users, clock: picard.clock },
      { password: 'another one' },
    );
    const page = await browser.open('/login');
    change = () => users.replacePasswordHash(ann.id, ann.passwordHash, other.passwordHash ?? '');
    const refused = await browser.submit(page, { username: 'ann', password: defaultPassword });
    expect([refused.response.status, session()]).toEqual([400, undefined]);
  });
});
