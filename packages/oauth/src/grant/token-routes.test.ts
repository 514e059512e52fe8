import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TestClient } from '../testing/test-accounts.js';
import {
  type TestAuthorizationServer,
  testAuthorizationServer,
} from '../testing/test-authorization-server.js';

let at: TestAuthorizationServer;
let client: TestClient;

beforeEach(async () => {
  at = await testAuthorizationServer({ rateLimits: { tokenFailures: { points: 3, seconds: 60 } } });
  client = await at.addClient();
});

afterEach(() => at.close());

const badRefresh = { grant_type: 'refresh_token', refresh_token: 'unknown' };

async function post(form: Record<string, string> | URLSearchParams, address = '192.0.2.1') {
  const response = await at.request('/token', { form, address });
  return { response, status: response.status, body: await response.json() };
}

describe('a request at the token endpoint is refused', () => {
  it('when its grant type is not supported', async () => {
    for (const grant_type of ['password', 'client_credentials', 'implicit', '__proto__']) {
      const address = `192.0.2.${grant_type.length}`;
      const { status, body } = await post({ grant_type, client_id: client.clientId }, address);
      expect([status, body.error]).toEqual([400, 'unsupported_grant_type']);
    }
  });

  it('when its grant type is missing', async () => {
    const { status, body } = await post({ client_id: client.clientId });
    expect([status, body.error]).toEqual([400, 'invalid_request']);
  });

  it('when its client is unknown: 401, and how to authenticate', async () => {
    const { response, body } = await post({ ...badRefresh, client_id: crypto.randomUUID() });
    expect(response.status).toBe(401);
    expect(body.error).toBe('invalid_client');
    expect(response.headers.get('www-authenticate')).toBe('Basic realm="https://picard.example"');
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it('when a parameter is repeated', async () => {
    const form = new URLSearchParams({ ...badRefresh, client_id: client.clientId });
    form.append('grant_type', 'authorization_code');
    const { status, body } = await post(form);
    expect([status, body.error]).toEqual([400, 'invalid_request']);
  });

  it('when it is JSON', async () => {
    const response = await at.request('/token', { json: badRefresh });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: 'invalid_request' });
  });

  it('when it is a GET, with its secrets in the query', async () => {
    const response = await at.request('/token', { query: badRefresh });
    expect(response.status).toBeGreaterThanOrEqual(400);
  });

  it('and each refusal is recorded with its reason and its client', async () => {
    await at.token(client, badRefresh);
    await post({ ...badRefresh, client_id: 'a secret in the wrong field' });
    const entries = await at.activity();
    expect(entries).toContainEqual(
      expect.objectContaining({
        action: 'token_refreshed',
        outcome: 'refused',
        reason: 'invalid_grant',
        clientId: client.clientId,
        address: '192.0.2.1',
      }),
    );
    expect(entries).toContainEqual(
      expect.objectContaining({ reason: 'invalid_client', clientId: undefined }),
    );
    expect(JSON.stringify(entries)).not.toContain('wrong field');
  });
});

describe('failures at the token endpoint', () => {
  const fail = (times: number, address?: string, form: Record<string, string> = badRefresh) =>
    Array.from({ length: times }).reduce<Promise<unknown>>(
      (before) => before.then(() => post({ client_id: client.clientId, ...form }, address)),
      Promise.resolve(),
    );

  it('too many of a client for a grant type from a network: 429 with Retry-After, for a while', async () => {
    await fail(3);
    for (let more = 0; more < 2; more += 1) {
      const { response, status, body } = await post({ ...badRefresh, client_id: client.clientId });
      expect([status, body.error]).toEqual([429, 'temporarily_unavailable']);
      expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(response.headers.get('cache-control')).toBe('no-store');
    }
    at.clock.advance(60_000);
    expect((await post({ ...badRefresh, client_id: client.clientId })).status).toBe(400);
  });

  it('block neither another client, nor another grant type, nor another network', async () => {
    await fail(5);
    const other = await at.addClient();
    expect((await post({ ...badRefresh, client_id: other.clientId })).status).toBe(400);
    const code = { grant_type: 'authorization_code', client_id: client.clientId };
    expect((await post(code)).status).toBe(400);
    const elsewhere = await post({ ...badRefresh, client_id: client.clientId }, '198.51.100.7');
    expect(elsewhere.status).toBe(400);
  });

  it('are counted together within an IPv6 network, and for all unsupported grant types', async () => {
    await fail(4, '2001:db8:1:2::1');
    expect(
      (await post({ ...badRefresh, client_id: client.clientId }, '2001:db8:1:2::ffff')).status,
    ).toBe(429);
    for (const grant_type of ['a', 'b', 'c', 'd']) await fail(1, undefined, { grant_type });
    expect((await post({ grant_type: 'e', client_id: client.clientId })).status).toBe(429);
  });

  it('are counted by the client that HTTP Basic names, too', async () => {
    const confidential = await at.addClient({ isConfidential: true });
    const headers = { authorization: `Basic ${btoa(`${confidential.clientId}:wrong`)}` };
    const statuses: number[] = [];
    for (let time = 0; time < 4; time += 1) {
      statuses.push((await at.request('/token', { form: badRefresh, headers })).status);
    }
    expect(statuses).toEqual([401, 401, 401, 429]);
    expect((await at.token(client, badRefresh)).status).toBe(400);
  });

  it('are no successes: a client may refresh as often as it likes', async () => {
    const { id: userId } = await at.addUser({ password: undefined });
    const { code, verifier } = await at.issueCode({ client: client.client, userId });
    const form = { grant_type: 'authorization_code', code, code_verifier: verifier };
    let token = (await (await at.token(client, form)).json()).refresh_token;
    for (let time = 0; time < 10; time += 1) {
      const next = await at.token(client, { grant_type: 'refresh_token', refresh_token: token });
      expect(next.status).toBe(200);
      token = (await next.json()).refresh_token;
    }
  });
});

describe('CORS at the token endpoint', () => {
  it('is open to every origin, without credentials', async () => {
    const response = await at.request('/token', {
      form: {},
      headers: { origin: 'https://a.example' },
    });
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('access-control-allow-credentials')).toBeNull();
  });
});

describe('the description of the endpoints for tokens', () => {
  it.each([
    ['/token', 'application/x-www-form-urlencoded'],
    ['/revoke', 'application/x-www-form-urlencoded'],
    ['/introspect', 'application/x-www-form-urlencoded'],
    ['/api/user-tokens/user-token', 'application/json'],
  ])('names the body, an example and the refusals of %s', (path, type) => {
    const { paths, components } = at.server.openApi ?? { paths: {} };
    expect(paths[path]).toMatchObject({
      post: {
        requestBody: { required: true, content: { [type]: { schema: expect.any(Object) } } },
        responses: { 200: expect.any(Object), 401: expect.any(Object), 429: expect.any(Object) },
      },
    });
    expect(JSON.stringify(paths[path])).toMatch(/"examples?":/);
    expect(components?.securitySchemes).toHaveProperty('client');
  });
});
