import { describeDatabases } from '@picard-mcp/store-postgres/testing';
import { describe, expect, it } from 'vitest';
import {
  methods,
  type OAuthClient,
  redirectUri,
  registerClient,
  registeredUri,
} from './oauth-client.js';
import { password } from './oauth-server.js';
import { postForm, refusalOf, statusOf } from './protected-calls.js';
import { newUser, serveOAuth } from './served-oauth.js';
import { userAgent } from './user-agent.js';

describeDatabases('attacks on the authorization code', (database) => {
  const adapter = database.kind === 'pglite' ? 'express' : 'koa';
  const served = serveOAuth(database, { adapter });
  const open = (url: URL) => fetch(url, { redirect: 'manual' });
  const invalidGrant = { status: 400, error: 'invalid_grant' };

  describe('a request whose PKCE challenge is not good', () => {
    const challenges: readonly (readonly [string, Record<string, string>])[] = [
      ['missing', { code_challenge: '', code_challenge_method: '' }],
      ['plain', { code_challenge_method: 'plain' }],
      ['plain by having no method', { code_challenge_method: '' }],
      ['of a lower case method', { code_challenge_method: 's256' }],
      ['too short', { code_challenge: 'abc' }],
      ['too long', { code_challenge: 'a'.repeat(44) }],
      ['of other characters', { code_challenge: `${'a'.repeat(42)}=` }],
    ];
    it.each(
      methods.flatMap((method) => challenges.map((challenge) => [method, ...challenge] as const)),
    )('by a client of %s is sent back to it with state and iss: %s', async (method, _, fields) => {
      const client = await registerClient(served.server, method);
      const asked = await client.ask(fields);
      const answer = await open(asked.url);
      const location = new URL(answer.headers.get('location') ?? '');
      expect(location.href.split('?')[0]).toBe(redirectUri);
      expect(Object.fromEntries(location.searchParams)).toMatchObject({
        ...{ error: 'invalid_request', state: asked.state, iss: served.server.issuer },
      });
      expect(location.searchParams.has('code')).toBe(false);
    });
  });

  it.each(methods)(
    'a wrong or missing verifier is 400, and the owner by %s can still redeem the code',
    async (method) => {
      const client = await registerClient(served.server, method);
      const answered = await client.obtainCode(await newUser(served));
      const { verifier } = await client.ask();
      await expect(client.redeem({ ...answered, verifier })).rejects.toMatchObject(invalidGrant);
      const { secret: client_secret } = client;
      // HTTP Basic is read first; a secret in the form would be a second method.
      const withoutVerifier = await postForm(
        `${served.server.url}/token`,
        {
          ...{ grant_type: 'authorization_code', code: answered.code, redirect_uri: redirectUri },
          ...(method === 'client_secret_basic' ? {} : { client_id: client.id }),
          ...(method === 'client_secret_post' && client_secret ? { client_secret } : {}),
        },
        method === 'client_secret_basic'
          ? { authorization: `Basic ${btoa(`${client.id}:${client_secret}`)}` }
          : {},
      );
      expect(await refusalOf(withoutVerifier)).toEqual([400, 'invalid_request']);
      const tokens = await client.redeem(answered);
      expect(await statusOf(served.server, tokens.access_token)).toBe(200);
    },
  );

  describe('a redirect URI', () => {
    const answersAt = async (client: OAuthClient, uri: string) => {
      const answer = await open((await client.ask({ redirect_uri: uri })).url);
      return answer.status === 303 ? 'goes on' : `${answer.status}`;
    };

    it.each([
      ['http://127.0.0.1/callback', 'http://127.0.0.1:65535/callback'],
      ['http://[::1]:3000/callback', 'http://[::1]:4000/callback'],
      ['http://localhost:3000/callback', 'http://localhost/callback'],
    ])('may have another port on loopback: %s as %s', async (registered, used) => {
      const client = await registerClient(served.server, 'none', { redirect_uris: [registered] });
      expect(await answersAt(client, used)).toBe('goes on');
    });

    it.each([
      ['https://app.example/callback', 'https://app.example:8443/callback'],
      ['https://app.example/callback', 'https://app.example/callback/'],
      ['https://app.example/callback', 'https://app.example/callback?next=evil'],
      ['https://app.example/callback', 'https://app.example/callback/../evil'],
      ['https://app.example/callback', 'https://APP.example/callback'],
      ['https://app.example/callback', 'https://app.example.evil.example/callback'],
      ['https://app.example/callback', 'https://app.example@evil.example/callback'],
      [registeredUri, 'http://localhost/callback'],
      [registeredUri, 'https://127.0.0.1/callback'],
      [registeredUri, 'http://127.0.0.1:80@evil.example/callback'],
      [registeredUri, 'http://127.0.0.1.evil.example/callback'],
      [registeredUri, 'http://127.0.0.1:1/other'],
      [registeredUri, 'http://127.0.0.2/callback'],
      ['com.example.app:/callback', 'com.example.app:/callback2'],
    ])('registered as %s is not %s', async (registered, used) => {
      const client = await registerClient(served.server, 'none', { redirect_uris: [registered] });
      expect(await answersAt(client, used)).toBe('400');
    });
  });

  it.each<[string, (url: URL) => void]>([
    ['an unknown client', ({ searchParams: q }) => q.set('client_id', crypto.randomUUID())],
    ['a client id that no database can hold', ({ searchParams: q }) => q.set('client_id', 'a\0b')],
    ['no client', ({ searchParams: q }) => q.delete('client_id')],
    ['a foreign redirect URI', ({ searchParams: q }) => q.set('redirect_uri', 'https://evil.io/')],
    ['a client named twice', ({ searchParams: q }) => q.append('client_id', 'x')],
    ['two redirect URIs', ({ searchParams: q }) => q.append('redirect_uri', 'https://evil.io/')],
    ['two states', ({ searchParams: q }) => q.append('state', 'another')],
    ['two challenges', ({ searchParams: q }) => q.append('code_challenge', 'a'.repeat(43))],
  ])('a request with %s gets a page with 400 and is sent nowhere', async (_, spoil) => {
    const client = await registerClient(served.server);
    const { url } = await client.ask();
    spoil(url);
    const answer = await open(url);
    expect([answer.status, answer.headers.get('location')]).toEqual([400, null]);
    expect(answer.headers.get('content-type')).toContain('text/html');
    expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    // Spelled out or encoded, nothing of the request leads on from the page.
    expect(await answer.text()).not.toMatch(/evil\.io|http-equiv|callback/);
  });

  it('a code that its client redeems again ends the grant, access token included', async () => {
    const client = await registerClient(served.server, 'client_secret_basic');
    const answered = await client.obtainCode(await newUser(served));
    const tokens = await client.redeem(answered);
    expect(await statusOf(served.server, tokens.access_token)).toBe(200);
    await expect(client.redeem(answered)).rejects.toMatchObject(invalidGrant);
    expect(await statusOf(served.server, tokens.access_token)).toBe(401);
    await expect(client.refresh(tokens.refresh_token)).rejects.toMatchObject(invalidGrant);
  });

  it("another client's replay of a code changes nothing, before or after it was redeemed", async () => {
    const client = await registerClient(served.server);
    const thief = await registerClient(served.server, 'client_secret_post');
    const answered = await client.obtainCode(await newUser(served));
    await expect(thief.redeem(answered)).rejects.toMatchObject(invalidGrant);
    const tokens = await client.redeem(answered);
    await expect(thief.redeem(answered)).rejects.toMatchObject(invalidGrant);
    expect(await statusOf(served.server, tokens.access_token)).toBe(200);
    await client.refresh(tokens.refresh_token);
  });

  it('a code of one attempt does not fit the verifier of another: no code can be injected', async () => {
    const client = await registerClient(served.server);
    const victim = await client.obtainCode(await newUser(served));
    const attacker = await client.obtainCode(await newUser(served));
    const { verifier } = victim;
    await expect(client.redeem({ ...attacker, verifier })).rejects.toMatchObject(invalidGrant);
  });

  it('a code or a token that holds NUL, or is endless, is refused like any other', async () => {
    const client = await registerClient(served.server);
    for (const value of ['a\0b', '\ud800', 'x'.repeat(50_000)]) {
      const grants: readonly Record<string, string>[] = [
        { grant_type: 'authorization_code', code: value, code_verifier: 'a'.repeat(43) },
        { grant_type: 'refresh_token', refresh_token: value },
      ];
      for (const grant of grants) {
        const answer = await postForm(`${served.server.url}/token`, {
          ...grant,
          client_id: client.id,
        });
        const [status, error] = await refusalOf(answer);
        expect(status).toBe(400);
        expect(['invalid_request', 'invalid_grant']).toContain(error);
      }
    }
  });

  describe('rotation', () => {
    it('ends the grant when a refresh token is used twice, with its newest tokens', async () => {
      const client = await registerClient(served.server);
      const first = await client.connect(await newUser(served));
      const second = await client.refresh(first.refresh_token);
      await expect(client.refresh(first.refresh_token)).rejects.toMatchObject(invalidGrant);
      await expect(client.refresh(second.refresh_token)).rejects.toMatchObject(invalidGrant);
      expect(await statusOf(served.server, second.access_token)).toBe(401);
    });

    it('never widens a scope, and a refusal leaves the token good', async () => {
      const client = await registerClient(served.server);
      const scope = 'memories:read';
      const tokens = await client.connect(await newUser(served), { scope });
      for (const wider of ['memories:write', 'memories:read memories:write', 'memories:admin']) {
        await expect(client.refresh(tokens.refresh_token, { scope: wider })).rejects.toMatchObject({
          status: 400,
          error: 'invalid_scope',
        });
      }
      expect((await client.refresh(tokens.refresh_token)).scope).toBe(scope);
    });

    it("is for the client that the token was issued to alone, and a stranger's attempt ends nothing", async () => {
      const client = await registerClient(served.server);
      const thief = await registerClient(served.server);
      const tokens = await client.connect(await newUser(served));
      await expect(thief.refresh(tokens.refresh_token)).rejects.toMatchObject(invalidGrant);
      await client.refresh(tokens.refresh_token);
    });
  });

  it('consent of somebody who is no superuser gives no rights of an administrator', async () => {
    const client = await registerClient(served.server, 'none', { scope: 'memories:admin' });
    const username = await newUser(served);
    const asked = await client.ask({ scope: 'memories:read memories:admin' });
    const location = await userAgent(served.server.issuer).authorize(asked.url, {
      ...{ username, password },
    });
    const tokens = await client.redeem(client.read(asked, location));
    expect(tokens.scope).toBe('memories:read');
  });
});
