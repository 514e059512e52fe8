import type { UserId } from '@picard-mcp/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TestClient } from '../testing/test-accounts.js';
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

const revoke = (by: TestClient, token: string, more: Record<string, string> = {}) =>
  post('/revoke', by, { token, ...more });

const isAccepted = (token: string) =>
  at.server.verifier.verify(token).then(
    () => true,
    () => false,
  );

async function isRefreshable(owner: TestClient, refresh_token: string): Promise<boolean> {
  return (await at.token(owner, { grant_type: 'refresh_token', refresh_token })).status === 200;
}

describe('revoking', () => {
  it('a refresh token ends its grant: access tokens at once, refresh tokens too', async () => {
    const first = await tokensOf(client);
    const other = await tokensOf(client);
    expect(await isAccepted(first.access_token)).toBe(true);
    const response = await revoke(client, first.refresh_token);
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.text()).toBe('');
    expect(await isAccepted(first.access_token)).toBe(false);
    expect(await isRefreshable(client, first.refresh_token)).toBe(false);
    expect(await isAccepted(other.access_token)).toBe(true);
    expect((await at.activity()).filter(({ action }) => action === 'grant_revoked')).toMatchObject([
      { outcome: 'success', userId, clientId: client.clientId, address: '192.0.2.1' },
    ]);
  });

  it('a refresh token that was rotated ends its grant too', async () => {
    const first = await tokensOf(client);
    const form = { grant_type: 'refresh_token', refresh_token: first.refresh_token };
    const second = (await (await at.token(client, form)).json()) as TokenAnswer;
    expect((await revoke(client, first.refresh_token)).status).toBe(200);
    expect(await isAccepted(second.access_token)).toBe(false);
    expect(await isRefreshable(client, second.refresh_token)).toBe(false);
  });

  it('an access token ends it alone, at once', async () => {
    const { access_token, refresh_token } = await tokensOf(client);
    expect((await revoke(client, access_token)).status).toBe(200);
    expect(await isAccepted(access_token)).toBe(false);
    expect(await isRefreshable(client, refresh_token)).toBe(true);
    expect(await at.activity()).toContainEqual(
      expect.objectContaining({ action: 'token_revoked', userId, clientId: client.clientId }),
    );
  });

  it('is for public clients too, by their id', async () => {
    const open = await at.addClient();
    const { access_token, refresh_token } = await tokensOf(open);
    expect((await revoke(open, refresh_token)).status).toBe(200);
    expect(await isAccepted(access_token)).toBe(false);
  });

  it.each(['access_token', 'refresh_token', 'rubbish'])(
    'does not need the hint, nor believe it when it is %s',
    async (token_type_hint) => {
      const one = await tokensOf(client);
      const other = await tokensOf(client);
      await revoke(client, one.access_token, { token_type_hint });
      await revoke(client, other.refresh_token, { token_type_hint });
      expect(await isAccepted(one.access_token)).toBe(false);
      expect(await isAccepted(other.access_token)).toBe(false);
    },
  );

  it("another client's tokens answers 200 and changes nothing", async () => {
    const thief = await at.addClient({ isConfidential: true });
    const { access_token, refresh_token } = await tokensOf(client);
    expect((await revoke(thief, access_token)).status).toBe(200);
    expect((await revoke(thief, refresh_token)).status).toBe(200);
    expect(await isAccepted(access_token)).toBe(true);
    expect(await isRefreshable(client, refresh_token)).toBe(true);
  });

  it('what is no token of ours answers 200: unknown, of another issuer, unsigned, revoked before', async () => {
    const foreign = await testIssuer();
    foreign.clock.set(at.clock.now());
    const { accessToken } = await foreign.issue({ clientId: client.clientId, userId });
    const { access_token } = await tokensOf(client);
    const forged = `${access_token.split('.').slice(0, 2).join('.')}.`;
    await revoke(client, access_token);
    const before = (await at.store.revocations.after(0)).length;
    for (const token of ['rubbish', '...', accessToken, forged, access_token]) {
      const response = await revoke(client, token);
      expect([response.status, await response.text()]).toEqual([200, '']);
    }
    expect(await at.store.revocations.after(0)).toHaveLength(before);
  });

  it('needs a client that proves itself: 401, recorded, and nothing changes', async () => {
    const { access_token, refresh_token } = await tokensOf(client);
    const form = { token: refresh_token, client_id: client.clientId };
    for (const body of [form, { ...form, client_secret: 'wrong' }, { token: refresh_token }]) {
      const response = await at.request('/revoke', { form: body });
      expect(response.status).toBe(401);
      expect(await response.json()).toMatchObject({ error: 'invalid_client' });
    }
    expect(await isAccepted(access_token)).toBe(true);
    expect(await at.activity()).toContainEqual(
      expect.objectContaining({
        action: 'token_revoked',
        outcome: 'refused',
        reason: 'invalid_client',
        clientId: client.clientId,
      }),
    );
  });

  it('needs a token', async () => {
    const response = await post('/revoke', client, {});
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: 'invalid_request' });
  });

  it('is possible under the former path and from every origin', async () => {
    const { access_token } = await tokensOf(client);
    const response = await post('/api/oauth/revoke', client, { token: access_token });
    expect(response.status).toBe(200);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(await isAccepted(access_token)).toBe(false);
  });
});

describe('too many clients that do not prove themselves', () => {
  it('are answered 429 at /revoke and /introspect', async () => {
    await at.close();
    at = await testAuthorizationServer({
      rateLimits: { tokenFailures: { points: 2, seconds: 60 } },
    });
    for (const path of ['/revoke', '/introspect']) {
      const form = { token: 'x', client_id: client.clientId, client_secret: 'wrong' };
      const statuses: number[] = [];
      for (let time = 0; time < 3; time += 1) {
        statuses.push((await at.request(path, { form })).status);
      }
      expect([path, statuses]).toEqual([path, [401, 401, 429]]);
    }
  });
});
