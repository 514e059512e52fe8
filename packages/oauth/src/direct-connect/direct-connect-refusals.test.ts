import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TestClient } from '../testing/test-accounts.js';
import {
  type TestAuthorizationServer,
  testAuthorizationServer,
} from '../testing/test-authorization-server.js';

let at: TestAuthorizationServer;
let client: TestClient;

beforeEach(async () => {
  at = await testAuthorizationServer();
  client = await at.addClient({ isConfidential: true });
});

afterEach(() => at.close());

const path = '/api/user-tokens/user-token';
const maria = { username: 'maria', email: 'maria@example.org' };

async function send(json: object, address = '192.0.2.1') {
  const response = await at.request(path, { json, address });
  return { response, status: response.status, body: await response.json() };
}

const credentials = ({ clientId, secret }: TestClient) => ({
  client_id: clientId,
  client_secret: secret,
});

const connect = (more: object = {}, by = client) => send({ ...credentials(by), ...maria, ...more });

describe('a client may not connect users directly', () => {
  const unauthenticated: Record<string, () => Promise<object>> = {
    'with a wrong secret': async () => ({ ...credentials(client), client_secret: 'wrong' }),
    'with an empty secret': async () => ({ ...credentials(client), client_secret: '' }),
    'with the hash of its secret': async () => ({
      ...credentials(client),
      client_secret: client.client.secretHash,
    }),
    'when it is unknown': async () => ({ ...credentials(client), client_id: crypto.randomUUID() }),
    'when its id is no UUID': async () => ({ ...credentials(client), client_id: "' or 1=1 --\0" }),
    'when it is public': async () => credentials(await at.addClient()),
    'when it is public and its former secret was left in its row': async () =>
      credentials(await at.addClient({ isConfidential: true, authenticationMethods: ['none'] })),
    'when it is not active': async () =>
      credentials(await at.addClient({ isConfidential: true, isActive: false })),
  };

  it.each(Object.entries(unauthenticated))('%s: 401 in the same words', async (_name, make) => {
    const { response, body } = await send({ ...(await make()), ...maria });
    expect(response.status).toBe(401);
    expect(body).toEqual({
      status: 'error',
      error: {
        code: 'unauthenticated',
        message: 'The client is unknown or inactive, or its secret is wrong.',
      },
    });
    // No token was presented, so none was bad.
    expect(response.headers.get('www-authenticate')).toBe(
      'Bearer resource_metadata="https://picard.example/.well-known/oauth-protected-resource/mcp"',
    );
    expect(await at.users.list({ limit: 10 })).toHaveLength(0);
  });

  it.each([
    ['when it registered itself', { registeredBy: 'client' }],
    [
      'when it registered itself and a row says otherwise',
      { registeredBy: 'client', allowDirectConnect: true },
    ],
    ['when an administrator switched it off', { allowDirectConnect: false }],
  ] as const)('%s: 403', async (_name, fields) => {
    const other = await at.addClient({ isConfidential: true, ...fields });
    const { status, body } = await connect({}, other);
    expect([status, body.error.code]).toEqual([403, 'permission_denied']);
    expect(await at.users.list({ limit: 10 })).toHaveLength(0);
    expect((await at.activity())[0]).toMatchObject({
      ...{ action: 'direct_connect', outcome: 'refused', reason: 'permission_denied' },
      clientId: other.clientId,
    });
  });
});

describe('the input of a direct connect is refused', () => {
  it.each([
    ['username', { username: '   ' }],
    ['username', { username: 'x'.repeat(256) }],
    ['username', { username: 'ma\0ria' }],
    ['username', { username: 'ma\nria' }],
    ['username', { username: 'ma\ud800ria' }],
    ['username', { username: 7 }],
    ['email', { email: 'maria' }],
    ['email', { email: 'ma ria@example.org' }],
    ['email', { email: `${'x'.repeat(320)}@example.org` }],
    ['email', { email: undefined }],
    ['create_if_missing', { create_if_missing: 'yes' }],
    ['scope', { scope: ['memories:read'] }],
    ['client_secret', { client_secret: undefined }],
  ])('for its %s: %j', async (field, changes) => {
    const { status, body } = await connect(changes);
    expect([status, body.error.code, body.error.details.field]).toEqual([
      400,
      'invalid_input',
      field,
    ]);
  });

  it('when it is a form, broken JSON or too large', async () => {
    const form = { ...credentials(client), ...maria };
    expect((await at.request(path, { form })).status).toBe(415);
    expect((await connect({ pad: 'x'.repeat(70_000) })).status).toBe(413);
    expect((await at.request(path, { method: 'GET' })).status).toBe(405);
  });
});

describe('guessing at clients', () => {
  it('is answered 429 with Retry-After after too many failures of a client from a network', async () => {
    await at.close();
    at = await testAuthorizationServer({
      rateLimits: { tokenFailures: { points: 2, seconds: 60 } },
    });
    client = await at.addClient({ isConfidential: true });
    const wrong = { ...credentials(client), ...maria, client_secret: 'wrong' };
    const answers = [await send(wrong), await send(wrong), await send(wrong), await connect()];
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 429, 429]);
    expect(answers[2]?.body.error.code).toBe('rate_limited');
    expect(Number(answers[2]?.response.headers.get('retry-after'))).toBeGreaterThan(0);
    const elsewhere = await send({ ...credentials(client), ...maria }, '198.51.100.7');
    expect(elsewhere.status).toBe(200);
  });

  it('is not what a server does that asks for users who are not there', async () => {
    await at.close();
    at = await testAuthorizationServer({
      rateLimits: { tokenFailures: { points: 2, seconds: 60 } },
    });
    client = await at.addClient({ isConfidential: true });
    for (let time = 0; time < 5; time += 1) {
      expect((await connect({ create_if_missing: false })).status).toBe(404);
    }
    expect((await connect()).status).toBe(200);
  });
});
