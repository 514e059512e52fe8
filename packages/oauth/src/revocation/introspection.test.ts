import type { UserId } from '@picard-mcp/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TestClient, TestClientFields } from '../testing/test-accounts.js';
import {
  type TestAuthorizationServer,
  type TokenAnswer,
  testAuthorizationServer,
} from '../testing/test-authorization-server.js';
import { testIssuer } from '../testing/test-issuer.js';

let at: TestAuthorizationServer;
let client: TestClient;
let userId: UserId;

beforeEach(async () => {
  at = await testAuthorizationServer();
  client = await at.addClient({ isConfidential: true });
  userId = (await at.addUser({ username: 'maria', password: undefined })).id;
});

afterEach(() => at.close());

async function tokensOf(owner: TestClient): Promise<TokenAnswer> {
  const { code, verifier } = await at.issueCode({ client: owner.client, userId });
  const form = { grant_type: 'authorization_code', code, code_verifier: verifier };
  return (await (await at.token(owner, form)).json()) as TokenAnswer;
}

function post(path: string, by: TestClient, form: Record<string, string>): Promise<Response> {
  return by.client.authenticationMethods.includes('none')
    ? at.request(path, { form: { client_id: by.clientId, ...form } })
    : at.request(path, { form, headers: { authorization: by.basic } });
}

async function introspect(by: TestClient, token: string, more: Record<string, string> = {}) {
  const response = await post('/introspect', by, { token, ...more });
  return { response, status: response.status, body: await response.json() };
}

async function isRefreshable(owner: TestClient, refresh_token: string): Promise<boolean> {
  return (await at.token(owner, { grant_type: 'refresh_token', refresh_token })).status === 200;
}

const selfRegistered = { registeredBy: 'client', isConfidential: true } satisfies TestClientFields;

describe('introspection', () => {
  it('tells what an access token is worth', async () => {
    const { access_token } = await tokensOf(client);
    const { response, body } = await introspect(client, access_token);
    expect(response.headers.get('cache-control')).toBe('no-store');
    const iat = Math.floor(at.clock.now().getTime() / 1000);
    const { tokenId } = await at.server.verifier.verify(access_token);
    expect(body).toEqual({
      active: true,
      scope: 'memories:read memories:write',
      client_id: client.clientId,
      username: 'maria',
      token_type: 'Bearer',
      exp: iat + 3600,
      iat,
      sub: userId,
      aud: 'https://picard.example/mcp',
      iss: 'https://picard.example',
      jti: tokenId,
    });
  });

  it('tells a resource that an administrator registered about tokens of every client', async () => {
    const resource = await at.addClient({ isConfidential: true });
    const { access_token } = await tokensOf(client);
    expect((await introspect(resource, access_token)).body).toMatchObject({
      active: true,
      client_id: client.clientId,
    });
  });

  it('tells a client that registered itself about its own tokens alone', async () => {
    const own = await at.addClient(selfRegistered);
    const mine = await tokensOf(own);
    const other = await tokensOf(client);
    expect((await introspect(own, mine.access_token)).body.active).toBe(true);
    for (const token of [other.access_token, other.refresh_token]) {
      expect((await introspect(own, token)).body).toEqual({ active: false });
    }
  });

  it('knows a refresh token as active for its own client alone, and never as a bearer token', async () => {
    const resource = await at.addClient({ isConfidential: true });
    const { refresh_token } = await tokensOf(client);
    const { body } = await introspect(client, refresh_token, { token_type_hint: 'access_token' });
    expect(body).toMatchObject({ active: true, client_id: client.clientId, sub: userId });
    expect(body).not.toHaveProperty('token_type');
    expect((await introspect(resource, refresh_token)).body).toEqual({ active: false });
  });

  it('says nothing but inactive of everything that is not good', async () => {
    const foreign = await testIssuer();
    foreign.clock.set(at.clock.now());
    const rotated = await tokensOf(client);
    await isRefreshable(client, rotated.refresh_token);
    const { code } = await at.issueCode({ client: client.client, userId });
    const expired = await tokensOf(client);
    at.clock.advance(3_600_000);
    const tokens = [
      'rubbish',
      '..',
      code,
      expired.access_token,
      rotated.refresh_token,
      (await foreign.issue({ clientId: client.clientId, userId })).accessToken,
    ];
    for (const token of tokens) {
      const { status, body } = await introspect(client, token);
      expect([status, body]).toEqual([200, { active: false }]);
    }
  });

  it('knows at once what was revoked on another instance: token, grant, client, user', async () => {
    const resource = await at.addClient({ isConfidential: true });
    const now = at.clock.now();
    const ends: Record<string, (token: string) => Promise<unknown>> = {
      token: async (token) => {
        const { tokenId = '', expiresAt = now } = await at.server.verifier.verify(token);
        return at.store.revocations.revokeToken({ tokenId, at: now, expiresAt });
      },
      grant: async (token) => {
        const { grantId = '' } = await at.server.verifier.verify(token);
        return at.store.grants.revoke(grantId, now);
      },
      user: () => at.store.grants.revokeUser({ userId, at: now, deactivate: false }),
      client: () => at.store.clients.update(client.clientId, { isActive: false }, now),
    };
    for (const [kind, end] of Object.entries(ends)) {
      const { access_token } = await tokensOf(client);
      expect((await introspect(resource, access_token)).body.active).toBe(true);
      await end(access_token);
      const { body } = await introspect(resource, access_token);
      expect([kind, body]).toEqual([kind, { active: false }]);
    }
  });

  it('knows the tokens of an inactive user as inactive', async () => {
    const { access_token, refresh_token } = await tokensOf(client);
    await at.users.update(userId, { isActive: false });
    for (const token of [access_token, refresh_token]) {
      expect((await introspect(client, token)).body).toEqual({ active: false });
    }
  });

  it('names no username of a user without an account', async () => {
    const { code, verifier } = await at.issueCode({
      ...{ client: client.client, userId: crypto.randomUUID() as string as UserId },
    });
    const form = { grant_type: 'authorization_code', code, code_verifier: verifier };
    const { access_token } = (await (await at.token(client, form)).json()) as TokenAnswer;
    const { body } = await introspect(client, access_token);
    expect(body.active).toBe(true);
    expect(body).not.toHaveProperty('username');
  });

  it('is refused to public clients, and to those that do not prove themselves', async () => {
    const open = await at.addClient();
    const { access_token } = await tokensOf(client);
    const asked = await introspect(open, access_token);
    expect([asked.status, asked.body.error]).toEqual([401, 'invalid_client']);
    const form = { token: access_token, client_id: client.clientId, client_secret: 'wrong' };
    for (const body of [form, { token: access_token }]) {
      const response = await at.request('/introspect', { form: body });
      expect(response.status).toBe(401);
      expect(await response.text()).not.toContain('active"');
    }
    const entries = await at.activity();
    expect(entries.filter(({ action }) => action === 'token_introspected')).toHaveLength(3);
  });

  it('is closed to pages of other origins', async () => {
    const { access_token } = await tokensOf(client);
    const { response } = await introspect(client, access_token);
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
  });
});
