import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type TestAuthorizationServer,
  testAuthorizationServer,
} from '../testing/test-authorization-server.js';
import {
  type AuthorizationParameters,
  authorize,
  authorizePath,
  codeOf,
  openConsent,
} from '../testing/test-code-flow.js';

let t: TestAuthorizationServer;
let user: Awaited<ReturnType<TestAuthorizationServer['addUser']>>;
beforeAll(async () => {
  t = await testAuthorizationServer({ metadataDocuments: false });
  user = await t.addUser();
});
afterAll(() => t.close());

/** Where the answer to an allowed request goes to. */
async function answered(parameters: AuthorizationParameters, redirectUris?: readonly string[]) {
  const { client } = await t.addClient(redirectUris ? { redirectUris } : {});
  const end = await authorize(t.browser(), { client, user, parameters });
  expect(codeOf(end)).toMatch(/^[\w-]{43}$/);
  return end.response.headers.get('location') ?? '';
}

describe('the state of a request', () => {
  it.each([
    'a b+c&d=e#f?g',
    'Grüße 🖖 你好',
    'line\r\nLocation: https://evil.example\r\n\r\n',
    '"><script>alert(1)</script>',
    `https://evil.example/?${'x'.repeat(4000)}`,
  ])('comes back with the code as it was sent (%#)', async (state) => {
    const location = await answered({ state });
    expect(location).toMatch(/^https:\/\/client\.example\/callback\?code=[\x21-\x7e]+$/);
    expect(new URL(location).searchParams.getAll('state')).toEqual([state]);
  });

  it('may be left out, and then none comes back', async () => {
    const location = await answered({ state: undefined });
    expect(new URL(location).searchParams.has('state')).toBe(false);
  });
});

describe('the redirect URI of a request', () => {
  it.each([
    ['http://127.0.0.1/callback', 'http://127.0.0.1:52941/callback'],
    ['http://127.0.0.1:3000/callback', 'http://127.0.0.1:3001/callback'],
    ['http://[::1]/callback', 'http://[::1]:52941/callback'],
    ['http://localhost:3000/callback', 'http://localhost:52941/callback'],
    ['http://localhost/callback', 'http://localhost/callback'],
  ])(
    'of a client at %s may be %s: the port of a program on this machine changes',
    async (registered, redirect_uri) => {
      const location = await answered({ redirect_uri }, [registered]);
      expect(location.startsWith(`${redirect_uri}?code=`)).toBe(true);
    },
  );

  it.each([
    ['http://127.0.0.1/callback', 'http://localhost:52941/callback'],
    ['http://127.0.0.1/callback', 'http://127.0.0.1:52941/other'],
    ['http://127.0.0.1/callback', 'http://127.0.0.1.evil.example:80/callback'],
    ['http://127.0.0.1/callback', 'http://127.0.0.1:80@evil.example/callback'],
    ['http://localhost/callback', 'https://localhost:52941/callback'],
    ['https://app.example/callback', 'https://app.example:8443/callback'],
  ])('of a client at %s may not be %s', async (registered, redirect_uri) => {
    const { client } = await t.addClient({ redirectUris: [registered] });
    const response = await t.request(authorizePath(client, { redirect_uri }));
    expect([response.status, response.headers.get('location')]).toEqual([400, null]);
  });

  it('keeps the query that it has', async () => {
    const location = await answered({}, ['https://app.example/cb?tenant=a%20b']);
    expect(location).toMatch(/^https:\/\/app\.example\/cb\?tenant=a%20b&code=[\w-]{43}&state=/);
  });

  it('may be left out by a client with one alone, and the code goes there', async () => {
    const location = await answered({ redirect_uri: undefined }, ['https://app.example/only']);
    expect(location.startsWith('https://app.example/only?code=')).toBe(true);
  });
});

describe('the resource of a request', () => {
  it('may be left out, or name the server in any spelling of its host', async () => {
    for (const resource of [undefined, t.resource, 'HTTPS://PICARD.example:443/mcp']) {
      expect(await answered({ resource })).toContain('code=');
    }
  });

  it('may be repeated as long as every one is this server', async () => {
    const { client } = await t.addClient();
    const again = new URLSearchParams({ resource: t.resource });
    const path = `${authorizePath(client, { resource: t.resource })}&${again}`;
    expect((await t.browser().open(path)).path).toMatch(/^\/login\?request=/);
  });

  it.each(['https://root.example', 'https://root.example/'])(
    'of a root server is met with and without the slash (%s)',
    async (resource) => {
      const root = await testAuthorizationServer({
        ...{ metadataDocuments: false, issuer: 'https://root.example', resource },
      });
      const { client } = await root.addClient();
      for (const given of ['https://root.example', 'https://root.example/']) {
        const { path } = await root.browser().open(authorizePath(client, { resource: given }));
        expect(path).toMatch(/^\/login\?request=/);
      }
      await root.close();
    },
  );
});

describe('the prompt of a request', () => {
  it('none says consent_required to whoever is logged in, since nothing is remembered', async () => {
    const { client } = await t.addClient();
    const browser = t.browser();
    await authorize(browser, { client, user });
    const end = await browser.open(authorizePath(client, { prompt: 'none' }));
    expect(end.leavesTo?.searchParams.get('error')).toBe('consent_required');
    expect(end.leavesTo?.searchParams.get('state')).toBe('the-state');
  });

  it('login makes the user log in again, once', async () => {
    const { client } = await t.addClient();
    const browser = t.browser();
    await authorize(browser, { client, user });
    t.clock.advance(1_000);
    const login = await browser.open(authorizePath(client, { prompt: 'login' }));
    expect(login.path).toMatch(/^\/login\?/);
    const { username, password } = user;
    const consent = await browser.submit(login, { username, password });
    expect(consent.path).toMatch(/^\/consent\?/);
    expect(codeOf(await browser.submit(consent, { decision: 'allow' }))).toBeTruthy();
  });

  it('login cannot be passed by with the session that there was before', async () => {
    const { client } = await t.addClient();
    const browser = t.browser();
    await authorize(browser, { client, user });
    t.clock.advance(1_000);
    const login = await browser.open(authorizePath(client, { prompt: 'login' }));
    const request = new URL(login.path, t.issuer).searchParams.get('request') ?? '';
    const passedBy = await browser.open(`/consent?${new URLSearchParams({ request })}`);
    expect(passedBy.path).toMatch(/^\/login\?/);
    const posted = await browser.open('/consent', { form: { request, decision: 'allow' } });
    expect(posted.path).toMatch(/^\/login\?/);
  });

  it.each(['consent', 'select_account', 'create', 'whatever'])(
    '%s asks as always',
    async (prompt) => {
      const { client } = await t.addClient();
      const page = await openConsent(t.browser(), { client, user, parameters: { prompt } });
      expect(page.path).toMatch(/^\/consent\?/);
    },
  );
});
