import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { english } from '../pages/english.js';
import { formOf } from '../testing/html-form.js';
import { defaultPassword } from '../testing/test-accounts.js';
import {
  type TestAuthorizationServer,
  type TestAuthorizationServerOptions,
  testAuthorizationServer,
} from '../testing/test-authorization-server.js';
import type { TestBrowser } from '../testing/test-browser.js';

let picard: TestAuthorizationServer;
let browser: TestBrowser;

async function start(options: TestAuthorizationServerOptions = {}) {
  picard = await testAuthorizationServer({ metadataDocuments: false, ...options });
  browser = picard.browser();
}

beforeEach(() => start());
afterEach(() => picard.close());

const sessionName = '__Host-picard-session';
const session = () => browser.cookies.get(sessionName);
const newcomer = { username: 'Ann', email: ' ann@example.com ', password: 'long enough' };

async function signUp(fields = newcomer, path = '/signup') {
  return browser.submit(await browser.open(path), fields);
}

async function logIn(password = defaultPassword, of = browser) {
  return of.submit(await of.open('/login?switch=1'), { username: 'bob', password });
}

const actionsOf = async () =>
  (await picard.activity()).map(({ action, outcome, reason }) => [action, outcome, reason]);

describe('the signup page', () => {
  it('makes a local account without rights and logs it in', async () => {
    const page = await signUp();
    expect(page.text).toContain(`${english.loggedInAs} Ann`);
    expect(await picard.users.findByUsername('ann')).toMatchObject({
      ...{ username: 'Ann', email: 'ann@example.com', realm: undefined },
      ...{ isSuperuser: false, isActive: true },
    });
    expect(await actionsOf()).toEqual(
      expect.arrayContaining([
        ['user_registered', 'success', undefined],
        ['login', 'success', undefined],
      ]),
    );
  });

  it('goes on to the consent that waits, by a path of this server', async () => {
    const { fields } = formOf((await browser.open('/signup?request=r%2F')).html);
    const response = await browser.send('/signup', { form: { ...fields, ...newcomer } });
    expect([response.status, response.headers.get('location')]).toEqual([
      303,
      '/consent?request=r%2F',
    ]);
  });

  it('says by each field what is wrong with it, keeps what was typed and no password', async () => {
    const page = await signUp({ username: 'an@n', email: 'nowhere', password: 'short' });
    expect(page.response.status).toBe(400);
    expect(page.text).toContain(`${english.signup.username} can contain only`);
    expect(page.text).toContain(
      english.wrongField(english.signup.email, 'must look like name@example.com'),
    );
    expect(page.text).toContain(
      english.wrongField(english.signup.password, 'must have at least 8 characters'),
    );
    expect(formOf(page.html).fields).toMatchObject({
      ...{ username: 'an@n', email: 'nowhere', password: '' },
    });
  });

  it('says which name is taken, however it is written', async () => {
    await picard.addUser({ username: 'ann', email: 'other@example.com' });
    await picard.addUser({ username: 'bob', email: 'BOB@example.com' });
    const name = await signUp();
    expect([name.response.status, name.text]).toEqual([
      409,
      expect.stringContaining(english.signup.taken.username),
    ]);
    const address = await signUp({ ...newcomer, username: 'carl', email: 'bob@example.com' });
    expect([address.response.status, address.text]).toEqual([
      409,
      expect.stringContaining(english.signup.taken.email),
    ]);
    expect(session()).toBeUndefined();
    expect(await actionsOf()).toContainEqual(['user_registered', 'refused', 'conflict']);
  });

  it('refuses a form that was not made for this browser', async () => {
    const page = await browser.open('/signup');
    const refused = await browser.submit(page, { ...newcomer, form_token: 'x' });
    expect(refused.response.status).toBe(403);
    expect(formOf(refused.html).fields.username).toBe('Ann');
    expect(await picard.users.findByUsername('ann')).toBeUndefined();
  });

  it('is throttled by network, and says when to come again', async () => {
    await start({ rateLimits: { userRegistration: { points: 1, seconds: 90 } } });
    await signUp();
    const page = await signUp({ ...newcomer, username: 'eve', email: 'eve@example.com' });
    expect(page.response.status).toBe(429);
    expect(page.response.headers.get('retry-after')).toBe('90');
    expect(page.text).toContain(english.tooMany(120));
    expect(formOf(page.html).fields.username).toBe('eve');
    expect(await picard.users.findByUsername('eve')).toBeUndefined();
  });

  it('is not there, and not offered, where users cannot register by themselves', async () => {
    await start({ registration: { users: false } });
    expect((await browser.open('/signup')).response.status).toBe(404);
    expect((await browser.open('/login')).html).not.toContain('/signup');
  });
});

describe('the logout page', () => {
  beforeEach(async () => {
    await picard.addUser({ username: 'bob' });
    await logIn();
  });

  it('asks first, then ends the session', async () => {
    const former = session() ?? '';
    const page = await browser.open('/logout');
    expect(page.text).toContain(`${english.logout.title} ${english.loggedInAs} bob`);
    expect(session()).toBe(former);
    expect((await browser.submit(page)).text).toContain(english.logout.done);
    expect(session()).toBeUndefined();
    browser.cookies.set(sessionName, former);
    expect((await browser.open('/login')).html).toContain('name="password"');
    expect(await actionsOf()).toContainEqual(['logout', 'success', undefined]);
  });

  it('is not to be used by other sites', async () => {
    const page = await browser.open('/logout');
    const crossSite = { headers: { 'sec-fetch-site': 'cross-site' } };
    expect((await browser.submit(page, {}, crossSite)).response.status).toBe(403);
    expect((await browser.submit(page, { form_token: '' })).response.status).toBe(403);
    expect(session()).toBeDefined();
  });

  it('says so when nobody is logged in', async () => {
    const stranger = picard.browser();
    expect((await stranger.open('/logout')).text).toContain(english.logout.done);
    expect((await stranger.send('/logout', { form: {} })).headers.get('location')).toBe('/logout');
  });
});

describe('the password page', () => {
  const next = 'another password';

  beforeEach(async () => {
    await picard.addUser({ username: 'bob' });
    await logIn();
  });

  async function change(fields: Record<string, string>) {
    return browser.submit(await browser.open('/password'), fields);
  }

  it('changes the password, keeps this browser under a new id and logs out all others', async () => {
    const other = picard.browser();
    await logIn(defaultPassword, other);
    const former = session() ?? '';
    const page = await change({ current_password: defaultPassword, new_password: next });
    expect(page.text).toContain(english.password.done);
    expect(session()).not.toBe(former);
    expect((await browser.open('/login')).text).toContain(`${english.loggedInAs} bob`);
    expect((await other.open('/login')).html).toContain('name="password"');
    other.cookies.set(sessionName, former);
    expect((await other.open('/login')).html).toContain('name="password"');
    expect((await logIn(defaultPassword, other)).response.status).toBe(400);
    expect((await logIn(next, other)).response.status).toBe(200);
    expect(await actionsOf()).toContainEqual(['password_changed', 'success', undefined]);
  });

  it('changes nothing when the current password is wrong', async () => {
    const former = session();
    const page = await change({ current_password: 'wrong password', new_password: next });
    expect([page.response.status, page.text]).toEqual([
      400,
      expect.stringContaining(english.password.wrong),
    ]);
    expect(page.html).not.toMatch(/wrong password|another password/);
    expect(session()).toBe(former);
    expect((await logIn(defaultPassword, picard.browser())).response.status).toBe(200);
    expect(await actionsOf()).toContainEqual(['password_changed', 'refused', 'invalid_input']);
  });

  it('takes no short password and no missing one', async () => {
    const short = await change({ current_password: defaultPassword, new_password: 'short' });
    expect(short.text).toContain(
      english.wrongField(english.password.next, 'must have at least 8 characters'),
    );
    const missing = await change({ new_password: next });
    expect(missing.text).toContain(english.password.missing);
    expect((await logIn(defaultPassword, picard.browser())).response.status).toBe(200);
  });

  it('counts guesses as attempts to log in', async () => {
    await start({ rateLimits: { loginAccount: { points: 3, seconds: 60 } } });
    await picard.addUser({ username: 'bob' });
    await logIn();
    const guess = { current_password: 'wrong password', new_password: next };
    for (const _ of [1, 2, 3]) expect((await change(guess)).response.status).toBe(400);
    const page = await change({ ...guess, current_password: defaultPassword });
    expect([page.response.status, page.response.headers.get('retry-after')]).toEqual([429, '60']);
    expect((await logIn(defaultPassword, picard.browser())).response.status).toBe(429);
  });

  it('refuses a form of another site, and one that is older than the session', async () => {
    const page = await browser.open('/password');
    const fields = { current_password: defaultPassword, new_password: next };
    const crossSite = { headers: { 'sec-fetch-site': 'cross-site' } };
    expect((await browser.submit(page, fields, crossSite)).response.status).toBe(403);
    await logIn();
    expect((await browser.submit(page, fields)).response.status).toBe(403);
    expect((await logIn(defaultPassword, picard.browser())).response.status).toBe(200);
  });

  it('is for users who are logged in', async () => {
    const stranger = picard.browser();
    expect((await stranger.send('/password')).headers.get('location')).toBe('/login');
    const posted = await stranger.send('/password', { form: { new_password: next } });
    expect(posted.headers.get('location')).toBe('/login');
  });
});
