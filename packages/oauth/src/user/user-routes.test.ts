import { newId, type UserId } from '@picard-mcp/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { english } from '../pages/english.js';
import { defaultPassword } from '../testing/test-accounts.js';
import {
  type TestAuthorizationServer,
  type TestAuthorizationServerOptions,
  testAuthorizationServer,
} from '../testing/test-authorization-server.js';

let picard: TestAuthorizationServer;

async function start(options: TestAuthorizationServerOptions = {}) {
  picard = await testAuthorizationServer({ metadataDocuments: false, ...options });
}

beforeEach(() => start());
afterEach(() => picard.close());

const newcomer = { username: 'ann', email: 'ann@example.com', password: 'long enough' };

async function register(json: unknown, address = '192.0.2.1') {
  const response = await picard.request('/api/users/register', { json, address });
  return { response, body: (await response.json()) as Body };
}

interface Body {
  readonly status: string;
  readonly data: Readonly<Record<string, string>>;
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly details: { readonly field: string };
  };
}

const recorded = async (wanted: string) =>
  (await picard.activity()).filter(({ action }) => action === wanted);

describe('POST /api/users/register', () => {
  it('makes a local account and answers it', async () => {
    const { response, body } = await register({ ...newcomer, username: ' Ann.B-c_9 ' });
    expect(response.status).toBe(201);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(body).toEqual({
      status: 'success',
      data: {
        ...{ id: expect.stringMatching(/^[0-9a-f-]{36}$/), username: 'Ann.B-c_9' },
        ...{ email: 'ann@example.com', name: 'Ann.B-c_9' },
        created_at: picard.clock.now().toISOString(),
      },
    });
    expect(await picard.users.findByUsername('ann.b-c_9')).toMatchObject({
      ...{ realm: undefined, isSuperuser: false, isActive: true },
    });
    const browser = picard.browser();
    const form = { username: 'ann@example.com', password: 'long enough' };
    const page = await browser.submit(await browser.open('/login'), form);
    expect(page.text).toContain(`${english.loggedInAs} Ann.B-c_9`);
  });

  it.each([
    ['username', ''],
    ['username', '   '],
    ['username', 'a b'],
    ['username', 'ann@example.com'],
    ['username', 'аnn'],
    ['username', 'ann\0'],
    ['username', '\ud800'],
    ['username', 'x'.repeat(65)],
    ['username', 7],
    ['username', undefined],
    ['email', 'nowhere'],
    ['email', 'ann@'],
    ['email', `${'x'.repeat(250)}@example.com`],
    ['email', 'ann\0@example.com'],
    ['email', undefined],
    ['password', 'x'.repeat(7)],
    ['password', 'x'.repeat(1025)],
    ['password', `${'x'.repeat(8)}\ud800`],
    ['password', undefined],
    ['is_superuser', true],
    ['realm', 'elsewhere'],
  ])('names the field %s when it is %j, and makes nothing', async (field, value) => {
    const { response, body } = await register({ ...newcomer, [field]: value });
    expect(response.status).toBe(400);
    expect(body.error).toMatchObject({ code: 'invalid_input', details: { field } });
    expect(body.error.message).toMatch(new RegExp(`^${field}: `));
    expect(await picard.users.list({ limit: 10 })).toEqual([]);
  });

  it('takes the longest and the shortest that it names, blanks and all', async () => {
    const long = { username: 'x'.repeat(64), email: 'a@b.io', password: ' '.repeat(1024) };
    expect((await register(long)).response.status).toBe(201);
    const short = { username: 'x', email: 'b@b.io', password: ' 2345678' };
    expect((await register(short)).response.status).toBe(201);
  });

  it.each([
    ['username', { email: 'other@example.com', username: 'ANN' }],
    ['email', { email: 'ANN@example.com', username: 'other' }],
  ])(
    'answers 409 when the %s is taken, whatever the case of its letters',
    async (field, changes) => {
      await register(newcomer);
      const { response, body } = await register({ ...newcomer, ...changes });
      expect(response.status).toBe(409);
      expect(body.error).toMatchObject({ code: 'conflict', details: { field } });
      expect(await picard.users.list({ limit: 10 })).toHaveLength(1);
    },
  );

  it('makes one account of 20 calls at once', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => register(newcomer)));
    const statuses = answers.map(({ response }) => response.status).sort();
    expect(statuses).toEqual([201, ...Array<number>(19).fill(409)]);
  });

  it('is throttled by network, with the time to come again', async () => {
    await start({ rateLimits: { userRegistration: { points: 1, seconds: 60 } } });
    await register(newcomer, '192.0.2.1');
    const other = { ...newcomer, username: 'bob', email: 'bob@example.com' };
    const { response, body } = await register(other, '192.0.2.1');
    expect(response.status).toBe(429);
    expect(response.headers.get('retry-after')).toBe('60');
    expect(body.error.code).toBe('rate_limited');
    expect((await register(other, '192.0.2.2')).response.status).toBe(201);
  });

  it('is off where the operator says so', async () => {
    await start({ registration: { users: false } });
    const { response, body } = await register(newcomer);
    expect([response.status, body.error.code]).toEqual([403, 'permission_denied']);
    expect(await picard.users.list({ limit: 10 })).toEqual([]);
  });

  it('is recorded, refusals too, without names, addresses of mail and passwords', async () => {
    const { body } = await register(newcomer);
    await register(newcomer);
    const entries = await recorded('user_registered');
    expect(entries).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ outcome: 'success', userId: body.data.id }),
        expect.objectContaining({ outcome: 'refused', reason: 'conflict', address: '192.0.2.1' }),
      ]),
    );
    expect(JSON.stringify(entries)).not.toMatch(/ann|long enough/);
  });

  it('is in the description of the server, with its fields', () => {
    const paths = JSON.stringify(picard.server.openApi?.paths['/api/users/register']);
    for (const field of ['username', 'email', 'password', 'created_at']) {
      expect(paths).toContain(`"${field}"`);
    }
    expect(picard.server.openApi?.paths).toHaveProperty(['/api/users/me/password']);
  });
});

describe('POST /api/users/me/password', () => {
  const next = 'another password';

  async function tokenOf(userId: UserId) {
    const client = await picard.addClient();
    const { code, verifier, redirectUri } = await picard.issueCode({
      ...{ client: client.client, userId, scopes: ['memories:read'] },
    });
    const response = await picard.token(client, {
      ...{ grant_type: 'authorization_code', code, code_verifier: verifier },
      redirect_uri: redirectUri,
    });
    const { access_token } = (await response.json()) as { access_token: string };
    return { authorization: `Bearer ${access_token}` };
  }

  async function change(headers: Record<string, string>, json: unknown) {
    const response = await picard.request('/api/users/me/password', { json, headers });
    return { response, body: (await response.json()) as Body };
  }

  async function logIn(password: string) {
    const browser = picard.browser();
    const page = await browser.submit(await browser.open('/login'), { username: 'bob', password });
    return { browser, status: page.response.status };
  }

  it('changes the password by a token of any scope, and ends the sessions in browsers', async () => {
    const bob = await picard.addUser({ username: 'bob' });
    const { browser } = await logIn(defaultPassword);
    const headers = await tokenOf(bob.id);
    const input = { current_password: defaultPassword, new_password: next };
    const { response, body } = await change(headers, input);
    expect(response.status).toBe(200);
    expect(body.data).toMatchObject({ id: bob.id, username: 'bob' });
    expect((await browser.open('/login')).html).toContain('name="password"');
    expect((await logIn(defaultPassword)).status).toBe(400);
    expect((await logIn(next)).status).toBe(200);
    expect(await recorded('password_changed')).toEqual([
      expect.objectContaining({ outcome: 'success', userId: bob.id, clientId: expect.any(String) }),
    ]);
  });

  it('names the current password when it is wrong, and stops those who guess', async () => {
    await start({ rateLimits: { loginAccount: { points: 2, seconds: 60 } } });
    const bob = await picard.addUser({ username: 'bob' });
    const headers = await tokenOf(bob.id);
    const guess = { current_password: 'wrong password', new_password: next };
    for (const _ of [1, 2]) {
      const { response, body } = await change(headers, guess);
      expect(response.status).toBe(400);
      expect(body.error.details.field).toBe('current_password');
    }
    const right = { ...guess, current_password: defaultPassword };
    expect((await change(headers, right)).response.status).toBe(429);
    expect((await recorded('password_changed')).map(({ reason }) => reason).sort()).toEqual([
      ...['invalid_input', 'invalid_input', 'rate_limited'],
    ]);
  });

  it('makes one of many changes at once with the same current password', async () => {
    const bob = await picard.addUser({ username: 'bob' });
    const headers = await tokenOf(bob.id);
    const answers = await Promise.all(
      Array.from({ length: 15 }, (_, at) =>
        change(headers, { current_password: defaultPassword, new_password: `password ${at}` }),
      ),
    );
    expect(answers.filter(({ response }) => response.status === 200)).toHaveLength(1);
  });

  it('needs a token, and a new password that may be one', async () => {
    const bob = await picard.addUser({ username: 'bob' });
    const { response } = await change({}, {});
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toContain('resource_metadata=');
    const short = { current_password: defaultPassword, new_password: 'short' };
    const { body } = await change(await tokenOf(bob.id), short);
    expect(body.error.details.field).toBe('new_password');
    expect((await logIn(defaultPassword)).status).toBe(200);
  });

  it('is for users who have a password here', async () => {
    const guest = await picard.addUser({ username: 'g', realm: 'elsewhere', password: undefined });
    const input = { current_password: defaultPassword, new_password: next };
    for (const userId of [guest.id, newId<UserId>()]) {
      const { response, body } = await change(await tokenOf(userId), input);
      expect([response.status, body.error.code]).toEqual([403, 'permission_denied']);
    }
  });
});
