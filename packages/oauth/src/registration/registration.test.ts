import { isUuid } from '@picard-mcp/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashSecret } from '../secret.js';
import {
  type TestAuthorizationServer,
  type TestAuthorizationServerOptions,
  testAuthorizationServer,
} from '../testing/test-authorization-server.js';
import type { TestRequest } from '../testing/test-request.js';

const redirect_uris = ['http://127.0.0.1/callback'];

describe('dynamic client registration', () => {
  let test: TestAuthorizationServer;

  const open = async (options: TestAuthorizationServerOptions = {}) => {
    test = await testAuthorizationServer({ metadataDocuments: false, ...options });
  };
  beforeEach(() => open());
  afterEach(() => test.close());

  const register = (json: unknown, request: TestRequest = {}) =>
    test.request('/register', { json, ...request });
  const registered = async (json: unknown) => {
    const response = await register(json);
    expect(response.status).toBe(201);
    return (await response.json()) as Record<string, unknown> & { client_id: string };
  };

  it('answers a public client with all that was registered and no secret', async () => {
    const response = await register({
      redirect_uris,
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      client_name: 'Notebook',
      client_uri: 'https://notebook.example',
      scope: 'memories:read memories:write',
      application_type: 'native',
      software_id: 'notebook',
    });
    expect(response.status).toBe(201);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('pragma')).toBe('no-cache');
    const answer = (await response.json()) as { client_id: string };
    expect(isUuid(answer.client_id)).toBe(true);
    expect(answer).toEqual({
      client_id: answer.client_id,
      client_id_issued_at: test.clock.now().getTime() / 1000,
      client_name: 'Notebook',
      redirect_uris,
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      scope: 'memories:read memories:write',
      client_uri: 'https://notebook.example',
      application_type: 'native',
      software_id: 'notebook',
    });
    expect(await test.store.clients.find(answer.client_id)).toMatchObject({
      registeredBy: 'client',
      authenticationMethods: ['none'],
      secretHash: undefined,
      isActive: true,
    });
  });

  it.each(['client_secret_basic', 'client_secret_post'])(
    'answers a client of %s with a secret that is kept as a hash alone',
    async (token_endpoint_auth_method) => {
      const answer = await registered({ redirect_uris, token_endpoint_auth_method });
      expect(answer).toMatchObject({ token_endpoint_auth_method, client_secret_expires_at: 0 });
      const secret = String(answer.client_secret);
      expect(secret).toMatch(/^[\w-]{43}$/);
      const client = await test.store.clients.find(answer.client_id);
      expect(client).toMatchObject({
        authenticationMethods: [token_endpoint_auth_method],
        secretHash: hashSecret(secret),
      });
      expect(JSON.stringify(client)).not.toContain(secret);
    },
  );

  it('makes a client confidential that names no method, and takes its secret in either way', async () => {
    const answer = await registered({ redirect_uris });
    expect(answer).toMatchObject({
      token_endpoint_auth_method: 'client_secret_basic',
      client_secret: expect.any(String),
    });
    expect(await test.store.clients.find(answer.client_id)).toMatchObject({
      authenticationMethods: ['client_secret_basic', 'client_secret_post'],
    });
  });

  it('gives each registration an id and a secret of its own', async () => {
    const answers = [await registered({ redirect_uris }), await registered({ redirect_uris })];
    expect(new Set(answers.map(({ client_id }) => client_id)).size).toBe(2);
    expect(new Set(answers.map(({ client_secret }) => client_secret)).size).toBe(2);
  });

  it.each([
    [undefined, 'memories:read memories:write'],
    ['memories:read', 'memories:read'],
    ['memories:write', 'memories:read memories:write'],
    ['memories:read openid', 'memories:read'],
    ['openid profile', 'memories:read memories:write'],
    ['memories:admin', 'memories:read memories:write'],
    ['memories:read memories:admin', 'memories:read'],
  ])('that asks for the scope %j may be granted %s, never administration', async (scope, given) => {
    const answer = await registered({ redirect_uris, scope });
    expect(answer.scope).toBe(given);
    const client = await test.store.clients.find(answer.client_id);
    expect(client?.scopes.join(' ')).toBe(given);
  });

  it('never gives itself direct connect, a realm of others, or an id of its choice', async () => {
    const asked = {
      ...{ client_id: crypto.randomUUID(), client_secret: 'mine', realm: 'acme' },
      ...{ allow_direct_connect: true, is_confidential: true, registered_by: 'administrator' },
      ...{ scopes: ['memories:admin'], is_active: true, isSuperuser: true },
    };
    const answer = await registered({ redirect_uris, ...asked });
    expect(answer.client_id).not.toBe(asked.client_id);
    expect(answer.client_secret).not.toBe('mine');
    expect(answer).not.toHaveProperty('allow_direct_connect');
    expect(answer).not.toHaveProperty('realm');
    expect(await test.store.clients.find(answer.client_id)).toMatchObject({
      allowDirectConnect: false,
      realm: answer.client_id,
      registeredBy: 'client',
      scopes: ['memories:read', 'memories:write'],
    });
  });

  it.each([
    ['javascript:alert(1)', 'https://app.example/ok'],
    ['data:text/html,x'],
    ['http://app.example/callback'],
    ['https://app.example/callback#fragment'],
    ['https://*.app.example/callback'],
    ['https://user:password@app.example/'],
  ])('refuses the redirect URI %s and keeps nothing', async (...uris) => {
    const response = await register({ redirect_uris: uris });
    expect(response.status).toBe(400);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toEqual({
      error: 'invalid_redirect_uri',
      error_description: expect.stringContaining('redirect_uris[0]'),
    });
    expect(await test.store.clients.list({ limit: 10 })).toEqual([]);
  });

  it('refuses other metadata that it cannot register by the name of the member', async () => {
    const response = await register({
      redirect_uris,
      token_endpoint_auth_method: 'tls_client_auth',
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      error: 'invalid_client_metadata',
      error_description: expect.stringContaining('token_endpoint_auth_method'),
    });
  });

  it.each([
    ['that is plain text', 'text/plain', '{}', 415],
    ['that is a form', 'application/x-www-form-urlencoded', 'redirect_uris=x', 415],
    ['that is cut off', 'application/json', '{"redirect_uris":', 400],
    ['of more than 64 KiB', 'application/json', `{"redirect_uris":["${'x'.repeat(70_000)}"]}`, 413],
    ['that is nested deeply', 'application/json', '['.repeat(5_000), 400],
  ])('refuses a body %s', async (_, type, body, status) => {
    const request = new Request(`${test.issuer}/register`, {
      method: 'POST',
      headers: { 'content-type': type },
      body,
    });
    const response = await test.server.fetch(request);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ error: 'invalid_request' });
  });

  it('takes a body that the host has parsed', async () => {
    const response = await test.request('/register', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      context: { parsedBody: { redirect_uris } },
    });
    expect(response.status).toBe(201);
  });

  it('is limited for each network, with a time to come again', async () => {
    await test.close();
    await open({ rateLimits: { clientRegistration: { points: 2, seconds: 60 } } });
    const from = (address: string) => register({ redirect_uris }, { address });
    expect((await from('2001:db8:1:2::1')).status).toBe(201);
    expect((await from('2001:db8:1:2::2')).status).toBe(201);
    for (const address of ['2001:db8:1:2::3', '2001:db8:1:2::4']) {
      const refused = await from(address);
      expect(refused.status).toBe(429);
      expect(refused.headers.get('retry-after')).toBe('60');
      expect(await refused.json()).toMatchObject({ error: 'temporarily_unavailable' });
    }
    expect((await from('192.0.2.9')).status).toBe(201);
    test.clock.advance(60_000);
    expect((await from('2001:db8:1:2::3')).status).toBe(201);
    // Refusals beyond the limit do not fill the record.
    const refusals = (await test.activity()).filter(({ outcome }) => outcome === 'refused');
    expect(refusals.map(({ reason }) => reason)).toEqual(['rate_limited']);
  });

  it('is refused where the operator has switched it off', async () => {
    await test.close();
    await open({ registration: { clients: false } });
    const response = await register({ redirect_uris });
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ error: 'access_denied' });
    expect(await test.store.clients.list({ limit: 10 })).toEqual([]);
  });

  it('goes into the record of activity, without the secret', async () => {
    const { client_id, client_secret } = await registered({ redirect_uris });
    test.clock.advance(1);
    await register({ redirect_uris: ['javascript:x'] });
    const entries = await test.activity();
    expect(entries).toMatchObject([
      { action: 'client_registered', outcome: 'refused', reason: 'invalid_redirect_uri' },
      {
        action: 'client_registered',
        outcome: 'success',
        clientId: client_id,
        address: '192.0.2.1',
        details: { registered_by: 'client' },
      },
    ]);
    expect(JSON.stringify(entries)).not.toContain(client_secret);
  });

  it('answers at the address of an earlier Picard too', async () => {
    const response = await test.request('/api/oauth/register', { json: { redirect_uris } });
    expect(response.status).toBe(201);
  });
});
