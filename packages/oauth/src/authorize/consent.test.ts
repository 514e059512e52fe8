import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { english, scopeWords } from '../pages/english.js';
import { hashSecret } from '../secret.js';
import {
  type TestAuthorizationServer,
  testAuthorizationServer,
} from '../testing/test-authorization-server.js';
import {
  type AuthorizationParameters,
  authorize,
  authorizePath,
  challengeOf,
  codeOf,
  defaultVerifier,
  openConsent,
} from '../testing/test-code-flow.js';

let t: TestAuthorizationServer;
let user: Awaited<ReturnType<TestAuthorizationServer['addUser']>>;
beforeAll(async () => {
  t = await testAuthorizationServer({ metadataDocuments: false });
  user = await t.addUser({ username: 'wesley' });
});
afterAll(() => t.close());

/** What a code is good for, as the store says when it is redeemed. */
async function redeem(clientId: string, code: string) {
  return t.store.grants.redeemCode({
    ...{ clientId, codeHash: hashSecret(code), codeChallenge: challengeOf(defaultVerifier) },
    ...{ redirectUri: undefined, resource: undefined, at: t.clock.now() },
    refreshToken: {
      hash: hashSecret(crypto.randomUUID()),
      expiresAt: new Date(t.clock.now().getTime() + 60_000),
    },
  });
}

/** The scopes of the grant that comes of a request with these parameters. */
async function grantedScopes(
  parameters: AuthorizationParameters,
  { as = user, ...fields }: Parameters<typeof t.addClient>[0] & { as?: typeof user } = {},
) {
  const { client, clientId } = await t.addClient(fields);
  const end = await authorize(t.browser(), { client, user: as, parameters });
  const outcome = await redeem(clientId, codeOf(end));
  return outcome.kind === 'redeemed' ? outcome.grant.scopes : outcome.kind;
}

describe('a user who allows a client what it asks for', () => {
  it('is sent to the client with code, state and iss, and the code is for that user, client, scopes and resource', async () => {
    const { client, clientId } = await t.addClient();
    const end = await authorize(t.browser(), { client, user });
    expect(end.response.status).toBe(303);
    expect(`${end.leavesTo?.origin}${end.leavesTo?.pathname}`).toBe(client.redirectUris[0]);
    expect([...(end.leavesTo?.searchParams.keys() ?? [])]).toEqual(['code', 'state', 'iss']);
    expect(end.leavesTo?.searchParams.get('state')).toBe('the-state');
    expect(end.leavesTo?.searchParams.get('iss')).toBe('https://picard.example');
    expect(end.response.headers.get('cache-control')).toBe('no-store');
    expect(end.response.headers.get('referrer-policy')).toBe('no-referrer');
    expect(await redeem(clientId, codeOf(end))).toEqual({
      kind: 'redeemed',
      grant: {
        id: expect.any(String),
        ...{ userId: user.id, clientId, resource: 'https://picard.example/mcp' },
        scopes: ['memories:read', 'memories:write'],
        createdAt: t.clock.now(),
      },
    });
  });

  it('gives a code that is good for one minute', async () => {
    const { client, clientId } = await t.addClient();
    const end = await authorize(t.browser(), { client, user });
    t.clock.advance(60_000);
    expect((await redeem(clientId, codeOf(end))).kind).toBe('refused');
  });

  it('is asked again for the same client and the same scopes', async () => {
    const { client } = await t.addClient();
    const browser = t.browser();
    await authorize(browser, { client, user });
    const again = await browser.open(authorizePath(client));
    expect(again.path).toMatch(/^\/consent\?/);
    expect(again.leavesTo).toBeUndefined();
  });

  it('can post the request too', async () => {
    const { client } = await t.addClient();
    const browser = t.browser();
    const [path = '', query] = authorizePath(client).split('?');
    const login = await browser.open(path, { form: new URLSearchParams(query) });
    expect(login.path).toMatch(/^\/login\?request=/);
  });

  it('can come by the address of an earlier Picard', async () => {
    const { client } = await t.addClient();
    const login = await t.browser().open(`/api/oauth${authorizePath(client)}`);
    expect(login.path).toMatch(/^\/login\?request=/);
  });
});

describe('a user who denies it', () => {
  it('is sent to the client with access_denied, state and iss, and may think again', async () => {
    const { client } = await t.addClient();
    const browser = t.browser();
    const consent = await openConsent(browser, { client, user });
    const denied = await browser.submit(consent, { decision: 'deny' });
    expect(Object.fromEntries(denied.leavesTo?.searchParams ?? [])).toEqual({
      error: 'access_denied',
      error_description: expect.any(String),
      state: 'the-state',
      iss: 'https://picard.example',
    });
    expect(codeOf(await browser.submit(consent, { decision: 'allow' }))).toBeTruthy();
  });
});

describe('the consent page', () => {
  it('shows who asks, for what, where the answer goes, and who is logged in', async () => {
    const { client } = await t.addClient({
      name: 'Ten Forward <b>',
      redirectUris: ['http://localhost/cb', 'https://bar.example/cb'],
    });
    const { text, html } = await openConsent(t.browser(), {
      ...{ client, user, parameters: { scope: 'memories:read' } },
    });
    expect(text).toContain('Ten Forward <b>');
    expect(html).not.toContain('Forward <b>');
    expect(text).toContain(scopeWords['memories:read'].name);
    expect(text).not.toContain(scopeWords['memories:write'].name);
    expect(text).toContain('localhost');
    expect(text).toContain('wesley');
    expect(html).toMatch(/href="\/login\?request=[^"]+switch=1"/);
  });

  it.each([
    ['https://bar.example:8443/cb', 'bar.example:8443'],
    ['http://127.0.0.1:4711/cb', '127.0.0.1:4711'],
    ['cursor://anysphere.cursor-retrieval/oauth/callback', 'cursor:'],
    ['com.example.app:/cb', 'com.example.app:'],
  ])('for an answer to %s names %s, and its policy lets the answer go there', async (uri, host) => {
    const { client } = await t.addClient({ redirectUris: [uri] });
    const { text, response } = await openConsent(t.browser(), { client, user });
    expect(text).toContain(host);
    const policy = response.headers.get('content-security-policy') ?? '';
    const formAction = /form-action ([^;]*)/.exec(policy)?.[1]?.split(' ');
    expect(formAction).toContain(uri.startsWith('http') ? new URL(uri).origin : host);
  });

  it.each([
    ['administrator', false],
    ['client', true],
  ] as const)(
    'warns of a name that nobody checked (registered by %s: %s)',
    async (registeredBy, warns) => {
      const { client } = await t.addClient({ registeredBy });
      const { text } = await openConsent(t.browser(), { client, user });
      expect(text.includes(english.consent.unverified)).toBe(warns);
    },
  );

  it('lets another user log in and answer in the place of the first', async () => {
    const { client, clientId } = await t.addClient();
    const other = await t.addUser();
    const browser = t.browser();
    const { html } = await openConsent(browser, { client, user });
    const switchPath = /href="(\/login\?request=[^"]+switch=1)"/.exec(html)?.[1] ?? '';
    const login = await browser.open(switchPath.replaceAll('&amp;', '&'));
    const { username, password } = other;
    const consent = await browser.submit(login, { username, password });
    expect(consent.text).toContain(username);
    const outcome = await redeem(
      clientId,
      codeOf(await browser.submit(consent, { decision: 'allow' })),
    );
    expect(outcome).toMatchObject({ kind: 'redeemed', grant: { userId: other.id } });
  });
});

describe('the scopes of a grant', () => {
  it('are the default ones when none were asked for', async () => {
    const scopes = await grantedScopes({ scope: undefined });
    expect(scopes).toEqual(['memories:read', 'memories:write']);
  });

  it('are those asked for that exist, in their usual order', async () => {
    const scope = 'openid memories:write  memories:read memories:read';
    expect(await grantedScopes({ scope })).toEqual(['memories:read', 'memories:write']);
    expect(await grantedScopes({ scope: 'memories:read' })).toEqual(['memories:read']);
  });

  it("are never more than the client's own", async () => {
    const fields = { scopes: ['memories:read'] as const };
    expect(await grantedScopes({ scope: 'memories:read memories:write' }, fields)).toEqual([
      'memories:read',
    ]);
    expect(await grantedScopes({ scope: undefined }, fields)).toEqual(['memories:read']);
  });

  it('hold memories:admin only for a superuser', async () => {
    const scopes = ['memories:read', 'memories:admin'] as const;
    const scope = scopes.join(' ');
    const superuser = await t.addUser({ isSuperuser: true });
    expect(await grantedScopes({ scope }, { scopes, as: superuser })).toEqual(scopes);
    expect(await grantedScopes({ scope }, { scopes })).toEqual(['memories:read']);
  });

  it('end in invalid_scope when somebody else asks for memories:admin alone', async () => {
    const { client } = await t.addClient({ scopes: ['memories:admin'] });
    const end = await authorize(t.browser(), {
      ...{ client, user, parameters: { scope: 'memories:admin' } },
    });
    expect(end.leavesTo?.searchParams.get('error')).toBe('invalid_scope');
    expect(end.leavesTo?.searchParams.get('state')).toBe('the-state');
  });
});
