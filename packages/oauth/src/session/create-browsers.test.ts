import { generateEncryptionKey, newId, type UserId } from '@picard-mcp/core';
import { type KeyRing, parseKeyRing } from '@picard-mcp/core/builtin';
import { memoryStore, testClock } from '@picard-mcp/core/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import type { OAuthExchange } from '../http/oauth-exchange.js';
import { hashSecret } from '../secret.js';
import { authorizationStoreInMemory } from '../testing/in-memory-authorization-store.js';
import { addTestUser, type TestUser } from '../testing/test-accounts.js';
import type { HostLogin } from './browser.js';
import { createBrowsers } from './create-browsers.js';

const [oldKey, newKey] = [generateEncryptionKey('old'), generateEncryptionKey('new')];
const week = 7 * 24 * 3600;
const lifetimes = {
  ...{ accessToken: 3600, refreshToken: 3600, refreshGrace: 0, code: 60 },
  ...{ authorizationRequest: 600, session: week },
};

let clock: ReturnType<typeof testClock>;
let users: ReturnType<typeof memoryStore>['users'];
let store: ReturnType<typeof authorizationStoreInMemory>;
let ann: TestUser;

beforeEach(async () => {
  clock = testClock();
  users = memoryStore().users;
  store = authorizationStoreInMemory({ users, clock });
  ann = await addTestUser({ users, clock }, { username: 'ann' });
});

interface Setup {
  readonly issuer?: string;
  readonly encryptionKeys?: KeyRing;
  readonly hostLogin?: HostLogin;
}

const ring = parseKeyRing(oldKey);

function browsers({
  issuer = 'https://picard.example',
  encryptionKeys = ring,
  hostLogin,
}: Setup = {}) {
  return createBrowsers({ issuer, store, users, encryptionKeys, clock, lifetimes }, hostLogin);
}

function exchange(cookies: readonly string[] = [], headers: Record<string, string> = {}) {
  const cookie = cookies.map((line) => line.split(';')[0]).join('; ');
  const url = new URL('https://picard.example/login');
  const request = new Request(url, { method: 'POST', headers: { ...headers, cookie } });
  return { request, context: {}, url, path: '/login', address: undefined } satisfies OAuthExchange;
}

const secretOf = (line = '') => line.slice(line.indexOf('=') + 1, line.indexOf(';'));

describe('a browser’s cookies', () => {
  it('are bound to the host, hidden from scripts and sent by no form of another site, where the issuer is https', async () => {
    const [browser = ''] = (await browsers().read(exchange())).cookies;
    const [session = ''] = await browsers().logIn(exchange(), ann.id);
    expect(browser).toMatch(/^__Host-picard-browser=[\w-]{43};/);
    expect(session).toMatch(/^__Host-picard-session=[\w-]{43};/);
    for (const line of [browser, session]) {
      const attributes = line.split('; ').slice(1).sort();
      expect(attributes).toEqual(
        [`Max-Age=${week}`, 'Path=/', 'HttpOnly', 'Secure', 'SameSite=Lax'].sort(),
      );
    }
  });

  it('have names of their own on a loopback issuer, where https is not to be had', async () => {
    const local = browsers({ issuer: 'http://localhost:8001' });
    const [session = ''] = await local.logIn(exchange(), ann.id);
    expect(session).toMatch(
      /^picard-session=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    expect((await local.read(exchange())).cookies[0]).toMatch(/^picard-browser=/);
  });

  it('are set once: a browser that has its own gets no other', async () => {
    const { cookies } = await browsers().read(exchange());
    expect((await browsers().read(exchange(cookies))).cookies).toEqual([]);
  });

  it.each(['', 'short', `${'a'.repeat(42)}%00`, 'a'.repeat(44), `"${'a'.repeat(43)}x"`])(
    'that hold something else, such as %j, are replaced',
    async (value) => {
      const { cookies, visitor } = await browsers().read(
        exchange([`__Host-picard-browser=${value};`, `__Host-picard-session=${value};`]),
      );
      expect(cookies).toHaveLength(1);
      expect(visitor).toBeUndefined();
    },
  );

  it('without the prefix are nobody’s on an https issuer, since a subdomain could have set them', async () => {
    const [session = ''] = await browsers().logIn(exchange(), ann.id);
    const { visitor } = await browsers().read(exchange([`picard-session=${secretOf(session)};`]));
    expect(visitor).toBeUndefined();
  });
});

describe('a session', () => {
  it('tells who is logged in, and since when', async () => {
    const cookies = await browsers().logIn(exchange(), ann.id);
    const state = await browsers().read(exchange(cookies));
    expect(state.visitor).toEqual({ userId: ann.id, name: 'ann' });
    expect(state.loggedInAt).toEqual(clock.now());
  });

  it('is kept as a hash alone', async () => {
    const [cookie = ''] = await browsers().logIn(exchange(), ann.id);
    expect(await store.sessions.find(secretOf(cookie), clock.now())).toBeUndefined();
    const kept = await store.sessions.find(hashSecret(secretOf(cookie)), clock.now());
    expect(kept).toMatchObject({ userId: ann.id });
    expect(JSON.stringify(kept)).not.toContain(secretOf(cookie));
  });

  it('gets a new id at login, and the former one is worth nothing', async () => {
    const first = await browsers().logIn(exchange(), ann.id);
    const second = await browsers().logIn(exchange(first), ann.id);
    expect(second[0]).not.toBe(first[0]);
    expect((await browsers().read(exchange(first))).visitor).toBeUndefined();
    expect((await browsers().read(exchange(second))).visitor?.userId).toBe(ann.id);
  });

  it('cannot be planted: a session id that came from elsewhere is never taken over', async () => {
    const planted = `__Host-picard-session=${'A'.repeat(43)};`;
    const [cookie = ''] = await browsers().logIn(exchange([planted]), ann.id);
    expect(secretOf(cookie)).not.toBe('A'.repeat(43));
    expect((await browsers().read(exchange([planted]))).visitor).toBeUndefined();
  });

  it('ends when its time has come', async () => {
    const cookies = await browsers().logIn(exchange(), ann.id);
    clock.advance(week * 1000 - 1);
    expect((await browsers().read(exchange(cookies))).visitor).toBeDefined();
    clock.advance(1);
    expect((await browsers().read(exchange(cookies))).visitor).toBeUndefined();
  });

  it('ends with the logout, and the browser forgets it', async () => {
    const cookies = await browsers().logIn(exchange(), ann.id);
    const [forgotten] = await browsers().logOut(exchange(cookies));
    expect(forgotten).toMatch(/^__Host-picard-session=; Max-Age=0; Path=\/;/);
    expect((await browsers().read(exchange(cookies))).visitor).toBeUndefined();
  });

  it('of a user who was deactivated is nobody’s', async () => {
    const cookies = await browsers().logIn(exchange(), ann.id);
    await users.update(ann.id, { isActive: false });
    expect((await browsers().read(exchange(cookies))).visitor).toBeUndefined();
  });

  it('is never that of a user whom a client asserted', async () => {
    const { id } = await addTestUser({ users, clock }, { username: 'eve', realm: 'elsewhere' });
    const cookies = await browsers().logIn(exchange(), id);
    expect((await browsers().read(exchange(cookies))).visitor).toBeUndefined();
  });

  it('of an account that is gone is nobody’s', async () => {
    const cookies = await browsers().logIn(exchange(), newId<UserId>());
    expect((await browsers().read(exchange(cookies))).visitor).toBeUndefined();
  });
});

describe('a form token', () => {
  async function open(cookies: readonly string[] = [], setup: Setup = {}) {
    const state = await browsers(setup).read(exchange(cookies));
    return { token: state.formToken('consent', 'r1'), cookies: [...cookies, ...state.cookies] };
  }

  const isTaken = async (
    token: string | undefined,
    cookies: readonly string[],
    { purpose = ['consent', 'r1'], headers = {}, ...setup }: IsTaken = {},
  ) => (await browsers(setup).read(exchange(cookies, headers))).isFormToken(token, ...purpose);

  it('is good in its browser for its purpose, and no other', async () => {
    const { token, cookies } = await open();
    expect(await isTaken(token, cookies)).toBe(true);
    for (const purpose of [['consent', 'r2'], ['consent'], ['consentr1'], ['consent', 'r1', '']]) {
      expect([purpose, await isTaken(token, cookies, { purpose })]).toEqual([purpose, false]);
    }
  });

  it('of another browser is refused', async () => {
    const mine = await open();
    const yours = await open();
    expect(await isTaken(yours.token, mine.cookies)).toBe(false);
    expect(await isTaken(mine.token, [])).toBe(false);
  });

  it('is bound to the session: it is worth nothing before the login, after it, and in the next one', async () => {
    const before = await open();
    const first = [...before.cookies, ...(await browsers().logIn(exchange(), ann.id))];
    const during = await open(first);
    expect(await isTaken(during.token, first)).toBe(true);
    expect(await isTaken(before.token, first)).toBe(false);
    const second = [...before.cookies, ...(await browsers().logIn(exchange(first), ann.id))];
    expect(await isTaken(before.token, second)).toBe(false);
    expect(await isTaken(during.token, second)).toBe(false);
    expect(await isTaken(during.token, before.cookies)).toBe(false);
    expect(await isTaken((await open(second)).token, second)).toBe(true);
  });

  it('is bound to the visitor where the host logs users in', async () => {
    let visitor = { userId: ann.id, name: 'ann' };
    const hostLogin: HostLogin = { visitorOf: () => visitor, loginUrl: (path) => path };
    const { token, cookies } = await open([], { hostLogin });
    expect(await isTaken(token, cookies, { hostLogin })).toBe(true);
    visitor = { userId: newId<UserId>(), name: 'eve' };
    expect(await isTaken(token, cookies, { hostLogin })).toBe(false);
  });

  it('survives a new current key as long as the former one is in the ring', async () => {
    const { token, cookies } = await open();
    const rotated = { encryptionKeys: parseKeyRing(`${newKey},${oldKey}`) };
    expect(await isTaken(token, cookies, rotated)).toBe(true);
    expect(await isTaken(token, cookies, { encryptionKeys: parseKeyRing(newKey) })).toBe(false);
    const next = await open(cookies, rotated);
    expect(await isTaken(next.token, cookies, { encryptionKeys: parseKeyRing(newKey) })).toBe(true);
  });

  it('cannot be made up or bent', async () => {
    const { token, cookies } = await open();
    const flipped = `${token[0] === 'A' ? 'B' : 'A'}${token.slice(1)}`;
    const [code = ''] = token.split('.');
    for (const bent of [undefined, '', '.', '.old', code, `${code}.`, `${code}.other`, flipped]) {
      expect([bent, await isTaken(bent, cookies)]).toEqual([bent, false]);
    }
    expect(await isTaken(`${code.slice(0, -4)}.old`, cookies)).toBe(false);
  });

  it.each([
    ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
    ['a page without an origin', { 'sec-fetch-site': 'cross-site', origin: 'null' }],
    [
      'a sibling of the host',
      { 'sec-fetch-site': 'same-site', origin: 'https://a.picard.example' },
    ],
    ['another site, in an older browser', { origin: 'https://evil.example' }],
    ['the same host without https', { origin: 'http://picard.example' }],
  ])('is refused in a request that the page of %s made, right as it is', async (_, headers) => {
    const { token, cookies } = await open();
    expect(await isTaken(token, cookies, { headers })).toBe(false);
  });

  it.each<Record<string, string>>([
    { 'sec-fetch-site': 'same-origin', origin: 'null' },
    { 'sec-fetch-site': 'none' },
    { origin: 'https://picard.example' },
    { origin: 'null' },
  ])('is taken from the server’s own pages, as browsers send them: %j', async (headers) => {
    const { token, cookies } = await open();
    expect(await isTaken(token, cookies, { headers })).toBe(true);
  });

  interface IsTaken extends Setup {
    readonly purpose?: readonly string[];
    readonly headers?: Record<string, string>;
  }
});
