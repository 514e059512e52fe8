import { type Scope, scopes } from '@picard-mcp/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TestClient, TestUser } from '../testing/test-accounts.js';
import {
  type TestAuthorizationServer,
  type TokenAnswer,
  testAuthorizationServer,
} from '../testing/test-authorization-server.js';

let at: TestAuthorizationServer;
let client: TestClient;
let user: TestUser;

async function open(options: Parameters<typeof testAuthorizationServer>[0] = {}): Promise<void> {
  at = await testAuthorizationServer(options);
  client = await at.addClient({ isConfidential: true, scopes });
  user = await at.addUser({ password: undefined, isSuperuser: true });
}

beforeEach(() => open());
afterEach(() => at.close());

async function tokens(
  scopes: readonly Scope[] = ['memories:read', 'memories:write'],
): Promise<TokenAnswer> {
  const { code, verifier } = await at.issueCode({ client: client.client, userId: user.id, scopes });
  const form = { grant_type: 'authorization_code', code, code_verifier: verifier };
  return (await (await at.token(client, form)).json()) as TokenAnswer;
}

async function refresh(token: string, more: Record<string, string> = {}, by = client) {
  const form = { grant_type: 'refresh_token', refresh_token: token, ...more };
  const response = await at.token(by, form);
  return { response, status: response.status, body: await response.json() };
}

const scopesOf = async (token: string) => (await at.server.verifier.verify(token)).scopes;

describe('a refresh token', () => {
  it('is replaced at each use, and its grant goes on', async () => {
    const first = await tokens();
    const { response, body } = await refresh(first.refresh_token);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(body).toMatchObject({ token_type: 'Bearer', scope: 'memories:read memories:write' });
    expect(body.refresh_token).not.toBe(first.refresh_token);
    const [before, after] = await Promise.all(
      [first.access_token, body.access_token].map((token) => at.server.verifier.verify(token)),
    );
    expect(after?.grantId).toBe(before?.grantId);
    expect(after?.tokenId).not.toBe(before?.tokenId);
    expect((await refresh(body.refresh_token)).status).toBe(200);
    const refreshes = (await at.activity()).filter(({ action }) => action === 'token_refreshed');
    expect(refreshes).toHaveLength(2);
    expect(refreshes[0]).toMatchObject({
      ...{ outcome: 'success', userId: user.id, clientId: client.clientId },
      details: { grant_id: before?.grantId, scope: 'memories:read memories:write' },
    });
  });

  it('lives for its lifetime from its last use', async () => {
    let { refresh_token: token } = await tokens();
    for (let month = 0; month < 3; month += 1) {
      at.clock.advance(29 * 86_400_000);
      token = (await refresh(token)).body.refresh_token;
    }
    at.clock.advance(30 * 86_400_000);
    expect((await refresh(token)).body.error).toBe('invalid_grant');
  });

  it('used by another client is refused, and stays good for its own', async () => {
    const { refresh_token } = await tokens();
    const other = await at.addClient();
    const refused = await refresh(refresh_token, {}, other);
    expect([refused.status, refused.body.error]).toEqual([400, 'invalid_grant']);
    expect((await refresh(refresh_token)).status).toBe(200);
  });

  it('does not do without the secret of a confidential client', async () => {
    const { refresh_token } = await tokens();
    const form = { grant_type: 'refresh_token', refresh_token, client_id: client.clientId };
    const response = await at.request('/token', { form });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ error: 'invalid_client' });
    expect((await refresh(refresh_token)).status).toBe(200);
  });

  it('is not what an access token is, nor an authorization code', async () => {
    const { access_token } = await tokens();
    const { code } = await at.issueCode({ client: client.client, userId: user.id });
    for (const token of [access_token, code, 'rubbish', '%', 'x'.repeat(60_000)]) {
      const refused = await refresh(token);
      expect([refused.status, refused.body.error]).toEqual([400, 'invalid_grant']);
    }
  });

  it('is no bearer token', async () => {
    const { refresh_token } = await tokens();
    await expect(at.server.verifier.verify(refresh_token)).rejects.toMatchObject({
      code: 'unauthenticated',
    });
  });

  it('of a user who was deactivated is refused', async () => {
    const { refresh_token } = await tokens();
    await at.users.update(user.id, { isActive: false });
    expect((await refresh(refresh_token)).body.error).toBe('invalid_grant');
  });

  it('of a client that was deactivated or deleted is refused with 401', async () => {
    const { refresh_token } = await tokens();
    await at.store.clients.update(client.clientId, { isActive: false }, at.clock.now());
    expect((await refresh(refresh_token)).response.status).toBe(401);
    await at.store.clients.remove(client.clientId, at.clock.now());
    const refused = await refresh(refresh_token);
    expect([refused.status, refused.body.error]).toEqual([401, 'invalid_client']);
  });
});

describe('a refresh token that is used twice', () => {
  it('ends the grant with its newest tokens', async () => {
    const first = await tokens();
    const second = (await refresh(first.refresh_token)).body;
    await at.server.verifier.verify(second.access_token);
    const { status, body } = await refresh(first.refresh_token);
    expect([status, body.error]).toEqual([400, 'invalid_grant']);
    expect((await refresh(second.refresh_token)).body.error).toBe('invalid_grant');
    for (const { access_token } of [first, second]) {
      await expect(at.server.verifier.verify(access_token)).rejects.toMatchObject({
        code: 'unauthenticated',
      });
    }
    expect(await at.activity()).toContainEqual(
      expect.objectContaining({
        action: 'grant_revoked',
        reason: 'refresh_token_reused',
        userId: user.id,
      }),
    );
  });

  it('twenty times at once succeeds once', async () => {
    const { refresh_token } = await tokens();
    const all = await Promise.all(Array.from({ length: 20 }, () => refresh(refresh_token)));
    expect(all.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it('ends nothing within the grace that the operator gave, and the grant after it', async () => {
    await at.close();
    await open({ lifetimes: { refreshGrace: 60 } });
    const first = await tokens();
    const winner = (await refresh(first.refresh_token)).body;
    at.clock.advance(59_000);
    const loser = await refresh(first.refresh_token);
    expect(loser.status).toBe(200);
    expect((await refresh(winner.refresh_token)).status).toBe(200);
    at.clock.advance(1_000);
    expect((await refresh(first.refresh_token)).body.error).toBe('invalid_grant');
    expect((await refresh(loser.body.refresh_token)).body.error).toBe('invalid_grant');
  });

  it('by another client ends nothing', async () => {
    const first = await tokens();
    const second = (await refresh(first.refresh_token)).body;
    await refresh(first.refresh_token, {}, await at.addClient());
    expect((await refresh(second.refresh_token)).status).toBe(200);
  });
});

describe('the scope of a refresh', () => {
  it('may be narrower, for the access token alone', async () => {
    const { refresh_token } = await tokens();
    const narrow = (await refresh(refresh_token, { scope: 'memories:read' })).body;
    expect(narrow.scope).toBe('memories:read');
    expect(await scopesOf(narrow.access_token)).toEqual(['memories:read']);
    const wide = (await refresh(narrow.refresh_token)).body;
    expect(wide.scope).toBe('memories:read memories:write');
  });

  it.each([
    'memories:admin',
    'memories:read memories:admin',
    'memories:fly',
    'memories:read openid',
  ])('may not become %s, and the token stays good', async (scope) => {
    const { refresh_token } = await tokens();
    const refused = await refresh(refresh_token, { scope });
    expect([refused.status, refused.body.error]).toEqual([400, 'invalid_scope']);
    expect((await refresh(refresh_token)).status).toBe(200);
  });

  it('holds memories:admin while the user is a superuser, and no longer', async () => {
    const first = await tokens(['memories:write', 'memories:admin']);
    expect(first.scope).toBe('memories:write memories:admin');
    const second = (await refresh(first.refresh_token)).body;
    expect(second.scope).toBe('memories:write memories:admin');
    await at.users.update(user.id, { isSuperuser: false });
    const third = (await refresh(second.refresh_token)).body;
    expect(third.scope).toBe('memories:write');
    expect(await scopesOf(third.access_token)).toEqual(['memories:write']);
    const fourth = (await refresh(third.refresh_token, { scope: 'memories:admin' })).body;
    expect(fourth.scope).toBe('memories:read memories:write');
  });

  it('holds no more than an administrator leaves its client', async () => {
    const first = await tokens(['memories:read', 'memories:write']);
    await at.store.clients.update(
      client.client.clientId,
      { scopes: ['memories:read'] },
      at.clock.now(),
    );
    const second = (await refresh(first.refresh_token)).body;
    expect(second.scope).toBe('memories:read');
    const third = (await refresh(second.refresh_token, { scope: 'memories:write' })).body;
    expect(await scopesOf(third.access_token)).toEqual(['memories:read']);
  });

  it('holds no memories:admin from the code on when the user was demoted after consenting', async () => {
    const issued = await at.issueCode({
      ...{ client: client.client, userId: user.id, scopes: ['memories:read', 'memories:admin'] },
    });
    await at.users.update(user.id, { isSuperuser: false });
    const { code, verifier } = issued;
    const form = { grant_type: 'authorization_code', code, code_verifier: verifier };
    const answer = (await (await at.token(client, form)).json()) as TokenAnswer;
    expect(answer.scope).toBe('memories:read');
  });
});

describe('the resource of a refresh', () => {
  it('must be ours, and the token stays good when it is not', async () => {
    const { refresh_token } = await tokens();
    const refused = await refresh(refresh_token, { resource: 'https://other.example/mcp' });
    expect([refused.status, refused.body.error]).toEqual([400, 'invalid_target']);
    expect((await refresh(refresh_token, { resource: at.resource })).status).toBe(200);
  });
});
