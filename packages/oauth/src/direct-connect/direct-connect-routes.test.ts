import type { UserId } from '@picard-mcp/core';
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

const userOf = async (user_id: string) => at.users.findById(user_id as string as UserId);

describe('direct connect', () => {
  it('answers tokens for the user, bare and not to be kept', async () => {
    const { response, status, body } = await connect();
    expect(status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    expect(body).toEqual({
      access_token: expect.any(String),
      token_type: 'Bearer',
      expires_in: 3600,
      refresh_token: expect.any(String),
      scope: 'memories:read memories:write',
      user_id: expect.any(String),
    });
    expect(await at.server.verifier.verify(body.access_token)).toMatchObject({
      userId: body.user_id,
      clientId: client.clientId,
      scopes: ['memories:read', 'memories:write'],
    });
    expect(await userOf(body.user_id)).toMatchObject({
      ...maria,
      realm: client.clientId,
      passwordHash: undefined,
      isSuperuser: false,
      isActive: true,
    });
  });

  it('answers a refresh token that the client can use', async () => {
    const { body } = await connect();
    const form = { grant_type: 'refresh_token', refresh_token: body.refresh_token };
    expect((await at.token(client, form)).status).toBe(200);
  });

  it('leaves a record without names and secrets', async () => {
    const { body } = await connect();
    const [entry] = await at.activity();
    expect(entry).toMatchObject({
      ...{ action: 'direct_connect', outcome: 'success', userId: body.user_id },
      ...{ clientId: client.clientId, address: '192.0.2.1' },
    });
    const text = JSON.stringify(await at.activity());
    for (const secret of ['maria', client.secret, body.access_token, body.refresh_token]) {
      expect(text).not.toContain(secret);
    }
  });

  it('finds the same user again, whatever the case of the name, and keeps their new email', async () => {
    const first = (await connect()).body.user_id;
    const again = await connect({ username: '  MARIA ', email: ' new@example.org ' });
    expect(again.body.user_id).toBe(first);
    expect(await userOf(first)).toMatchObject({ username: 'maria', email: 'new@example.org' });
  });

  it('makes one user of 20 first calls at once', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => connect()));
    expect(all.map(({ status }) => status)).toEqual(Array(20).fill(200));
    expect(new Set(all.map(({ body }) => body.user_id)).size).toBe(1);
    expect(await at.users.list({ text: 'maria', limit: 10 })).toHaveLength(1);
  });

  it('takes names as other products have them', async () => {
    for (const username of ['李小龍', "o'brien; drop table users", 'a b', '%', 'x'.repeat(255)]) {
      const { status, body } = await connect({ username });
      expect([username, status]).toEqual([username, 200]);
      expect((await userOf(body.user_id))?.username).toBe(username);
    }
  });

  it('makes nobody when it is not to: 404 for those who are not there', async () => {
    const absent = await connect({ create_if_missing: false });
    expect([absent.status, absent.body.error.code]).toEqual([404, 'not_found']);
    expect(await at.users.list({ limit: 10 })).toHaveLength(0);
    const made = await connect();
    const found = await connect({ create_if_missing: false });
    expect(found.body.user_id).toBe(made.body.user_id);
  });

  it('shares users among clients that an administrator put into one realm, and with no other', async () => {
    const [web, app] = [
      await at.addClient({ isConfidential: true, realm: 'acme' }),
      await at.addClient({ isConfidential: true, realm: 'acme' }),
    ];
    const ids = [];
    for (const by of [web, app, client]) ids.push((await connect({}, by)).body.user_id);
    expect(ids[1]).toBe(ids[0]);
    expect(ids[2]).not.toBe(ids[0]);
  });
});

describe('direct connect cannot reach', () => {
  it('a local account or a superuser by its username or email, and does not tell whether one exists', async () => {
    const local = await at.addUser({ username: 'admin', isSuperuser: true, password: undefined });
    const taken = await connect({ username: 'admin', email: local.email });
    const free = await connect({ username: 'nobody', email: 'nobody@example.org' });
    expect(taken.status).toBe(200);
    expect(taken.body.user_id).not.toBe(local.id);
    expect(Object.keys(taken.body)).toEqual(Object.keys(free.body));
    expect(await at.users.findByUsername('admin')).toEqual(
      expect.objectContaining({ id: local.id, email: local.email, realm: undefined }),
    );
    for (const username of ['admin2', 'nobody2']) {
      if (username === 'admin2') await at.addUser({ username, password: undefined });
      const { status, body } = await connect({ username, create_if_missing: false });
      expect([status, body.error.message]).toEqual([404, 'There is no such user.']);
    }
  });

  it("another realm's user", async () => {
    const other = await at.addClient({ isConfidential: true });
    const theirs = (await connect({ email: 'theirs@example.org' }, other)).body.user_id;
    expect((await connect()).body.user_id).not.toBe(theirs);
    expect((await userOf(theirs))?.email).toBe('theirs@example.org');
  });

  it('a user of its realm who is not active, at all', async () => {
    const { body } = await connect();
    await at.users.update(body.user_id, { isActive: false });
    const refused = await connect({ email: 'new@example.org' });
    expect([refused.status, refused.body.error.code]).toEqual([403, 'permission_denied']);
    expect((await userOf(body.user_id))?.email).toBe(maria.email);
  });

  it('a user of its realm who became a superuser by whatever way', async () => {
    const { body } = await connect();
    await at.users.update(body.user_id, { isSuperuser: true });
    expect((await connect()).status).toBe(403);
  });
});

describe('the scope of a direct connect', () => {
  it.each([
    ['memories:read', 'memories:read'],
    ['memories:read memories:admin', 'memories:read'],
    ['memories:write openid', 'memories:write'],
  ])('%s gives %s', async (scope, granted) => {
    const privileged = await at.addClient({
      ...{ isConfidential: true, scopes: ['memories:read', 'memories:write', 'memories:admin'] },
    });
    const { body } = await connect({ scope }, privileged);
    expect(body.scope).toBe(granted);
    const { scopes } = await at.server.verifier.verify(body.access_token);
    expect(scopes.join(' ')).toBe(granted);
  });

  it('is never memories:admin, and never more than the client may be granted', async () => {
    const privileged = await at.addClient({ isConfidential: true, scopes: ['memories:admin'] });
    const reader = await at.addClient({ isConfidential: true, scopes: ['memories:read'] });
    const refused = [
      await connect({ scope: 'memories:admin' }, privileged),
      await connect({ scope: 'memories:write' }, reader),
      await connect({ scope: 'memories:fly' }),
    ];
    for (const { status, body } of refused) {
      expect([status, body.error.code, body.error.details.field]).toEqual([
        400,
        'invalid_input',
        'scope',
      ]);
    }
    expect((await connect({}, privileged)).body.scope).toBe('memories:read memories:write');
    expect((await connect({}, reader)).body.scope).toBe('memories:read');
    expect(await at.users.list({ limit: 10 })).toHaveLength(2);
  });
});
