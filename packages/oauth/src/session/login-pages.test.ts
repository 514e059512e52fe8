import { hash } from '@node-rs/argon2';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { english } from '../pages/english.js';
import { formOf } from '../testing/html-form.js';
import { defaultPassword } from '../testing/test-accounts.js';
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

describe('the login page', () => {
  it.each(['ann', 'ANN', ' ann ', 'ann@example.com', 'Ann@Example.COM'])(
    'knows a user who calls herself %j',
    async (name) => {
      const page = await logIn(name);
      expect([page.path, page.response.status]).toEqual(['/login', 200]);
      expect(page.text).toContain(`${english.signedIn.title} ${english.loggedInAs} ann`);
      expect(session()).toMatch(/^[\w-]{43}$/);
    },
  );

  it('answers a wrong password, an unknown name, a deactivated account and a client’s user with the same words', async () => {
    await picard.addUser({ username: 'off', isActive: false });
    await picard.addUser({ username: 'realm', realm: 'somewhere' });
    await picard.addUser({ username: 'none', password: undefined });
    const answers = [];
    for (const [name, password] of [
      ['ann', 'wrong password'],
      ['eve', defaultPassword],
      ['eve@example.com', defaultPassword],
      ['off', defaultPassword],
      ['realm', defaultPassword],
      ['none', ''.padEnd(8)],
      ['x'.repeat(321), defaultPassword],
    ]) {
      const { response, html } = await logIn(name ?? '', password, { of: picard.browser() });
      answers.push([
        response.status,
        html.replaceAll(/ value="[^"]*"/g, ''),
        response.headers.getSetCookie().length,
      ]);
    }
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]?.[0]).toBe(400);
    expect(answers[0]?.[1]).toContain(english.login.wrong);
  });

  it('keeps the name that was typed and never the password', async () => {
    const page = await logIn('ann', 'my wrong password');
    expect(formOf(page.html).fields).toMatchObject({ username: 'ann', password: '' });
    expect(page.html).not.toContain('my wrong password');
    expect(session()).toBeUndefined();
  });

  it('asks for what is missing without counting it', async () => {
    await start({ rateLimits: { loginAddress: { points: 1, seconds: 60 } } });
    const incomplete: Record<string, string>[] = [
      {},
      { username: 'ann' },
      { password: 'x' },
      { username: ' ', password: 'x' },
    ];
    for (const fields of incomplete) {
      const page = await browser.submit(await browser.open('/login'), fields);
      expect([page.response.status, page.text]).toEqual([
        400,
        expect.stringContaining(english.login.missing),
      ]);
    }
    expect((await logIn('ann')).text).toContain(english.signedIn.title);
  });

  it('refuses a form without the token of this browser, keeps the name, and works at the next attempt', async () => {
    const foreign = formOf((await picard.browser().open('/login')).html).fields.form_token ?? '';
    const page = await browser.open('/login');
    for (const form_token of ['', 'made-up', foreign]) {
      const refused = await browser.submit(page, {
        ...{ username: 'ann', password: defaultPassword, form_token },
      });
      expect([refused.response.status, session()]).toEqual([403, undefined]);
      expect(formOf(refused.html).fields.username).toBe('ann');
      expect(refused.text).toContain(english.staleForm);
    }
    expect((await logIn('ann')).response.status).toBe(200);
  });

  it('refuses a login that the page of another site sends, right as its password is', async () => {
    const page = await browser.open('/login');
    const headers = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' };
    const form = { username: 'ann', password: defaultPassword };
    const refused = await browser.submit(page, form, { headers });
    expect([refused.response.status, session()]).toEqual([403, undefined]);
  });

  it('gives a browser another session id at each login and ends the former', async () => {
    await logIn('ann');
    const first = session() ?? '';
    await logIn('ann');
    expect(session()).not.toBe(first);
    const old = picard.browser();
    old.cookies.set(sessionName, first);
    expect((await old.open('/login')).text).toContain(english.login.title);
  });

  it('shows another login to who is logged in only when that is asked for', async () => {
    await logIn('ann');
    expect((await browser.open('/login')).text).toContain(english.signedIn.title);
    expect((await browser.open('/login?switch=1')).html).toContain('name="password"');
  });

  it('refuses a repeated parameter', async () => {
    expect((await browser.open('/login?request=a&request=b')).response.status).toBe(400);
  });

  it('hashes a password anew whose hash is of another cost, and it goes on working', async () => {
    const cheap = await hash('old password', { memoryCost: 8192, timeCost: 1, parallelism: 1 });
    const bob = await picard.addUser({ username: 'bob' });
    await picard.users.replacePasswordHash(bob.id, bob.passwordHash, cheap);
    for (const attempt of ['first', 'second']) {
      const page = await logIn('bob', 'old password', { of: picard.browser() });
      expect([attempt, page.text]).toEqual([
        attempt,
        expect.stringContaining(english.signedIn.title),
      ]);
    }
    expect((await picard.users.findById(bob.id))?.passwordHash).toMatch(
      /^\$argon2id\$v=19\$m=19456,/,
    );
  });
});

describe('on the way to a consent, the login page', () => {
  it('leads on to it, whatever else the address names', async () => {
    const path = '/login?request=sealed%26x&return_to=https%3A%2F%2Fevil.example';
    const page = await browser.open(path);
    const { fields } = formOf(page.html);
    const response = await browser.send('/login', {
      form: { ...fields, username: 'ann', password: defaultPassword, next: '//evil.example' },
    });
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe('/consent?request=sealed%26x');
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it('leads who is logged in straight on', async () => {
    await logIn('ann');
    const response = await browser.send('/login?request=sealed');
    expect([response.status, response.headers.get('location')]).toEqual([
      303,
      '/consent?request=sealed',
    ]);
    expect((await browser.send('/login?request=sealed&switch=1')).status).toBe(200);
  });

  it('binds its form to the request that it came with', async () => {
    const { fields } = formOf((await browser.open('/login?request=mine')).html);
    const form = { ...fields, username: 'ann', password: defaultPassword, request: 'another' };
    expect((await browser.send('/login', { form })).status).toBe(403);
  });

  it('keeps the mount prefix', async () => {
    await start({ issuer: 'https://picard.example/memory' });
    const page = await browser.open('/login?request=r');
    const { action, fields } = formOf(page.html);
    expect(action).toBe('/memory/login');
    expect(page.html).toContain('href="/memory/signup?request=r"');
    const response = await browser.send('/memory/login', {
      form: { ...fields, username: 'ann', password: defaultPassword },
    });
    expect(response.headers.get('location')).toBe('/memory/consent?request=r');
  });
});

describe('with a host’s own login', () => {
  const hostLogin = {
    visitorOf: () => undefined,
    loginUrl: (path: string) => `/sign-in?to=${path}`,
  };

  it.each(['/login', '/logout', '/signup', '/password'])('%s is the host’s', async (path) => {
    await start({ login: hostLogin });
    expect(picard.server.handles(path)).toBe(false);
    expect((await picard.request(path)).status).toBe(404);
  });
});
