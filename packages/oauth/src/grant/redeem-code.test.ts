import { createHash } from 'node:crypto';
import { PicardError } from '@picard-mcp/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { signingKeysInMemory } from '../testing/in-memory/signing-keys.js';
import type { TestClient } from '../testing/test-accounts.js';
import {
  type TestAuthorizationServer,
  type TokenAnswer,
  testAuthorizationServer,
} from '../testing/test-authorization-server.js';
import type { IssuedCode } from '../testing/test-code-flow.js';

let at: TestAuthorizationServer;
let client: TestClient;
let userId: Awaited<ReturnType<TestAuthorizationServer['addUser']>>['id'];

beforeEach(async () => {
  at = await testAuthorizationServer();
  client = await at.addClient();
  userId = (await at.addUser({ password: undefined })).id;
});

afterEach(() => at.close());

const issue = () => at.issueCode({ client: client.client, userId });

const formOf = ({ code, verifier, redirectUri }: IssuedCode) => ({
  grant_type: 'authorization_code',
  code,
  code_verifier: verifier,
  redirect_uri: redirectUri,
});

async function redeem(issued: IssuedCode, changes: Record<string, string> = {}, by = client) {
  const response = await at.token(by, { ...formOf(issued), ...changes });
  return { response, status: response.status, body: await response.json() };
}

async function redeemed(issued: IssuedCode): Promise<TokenAnswer> {
  const { status, body } = await redeem(issued);
  expect(status).toBe(200);
  return body as TokenAnswer;
}

describe('a code that is redeemed', () => {
  it('gives tokens of its grant, which nobody may keep', async () => {
    const issued = await issue();
    const { response, body } = await redeem(issued);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('pragma')).toBe('no-cache');
    expect(response.headers.get('content-type')).toContain('application/json');
    expect(body).toEqual({
      access_token: expect.any(String),
      token_type: 'Bearer',
      expires_in: 3600,
      refresh_token: expect.stringMatching(/^[\w-]{43}$/),
      scope: 'memories:read memories:write',
    });
    expect(await at.server.verifier.verify(body.access_token)).toMatchObject({
      userId,
      clientId: client.clientId,
      grantId: issued.grant.id,
      scopes: ['memories:read', 'memories:write'],
      expiresAt: new Date(at.clock.now().getTime() + 3_600_000),
    });
  });

  it('leaves a record that names the grant, and no secret', async () => {
    const issued = await issue();
    const { access_token, refresh_token } = await redeemed(issued);
    const [entry] = await at.activity();
    expect(entry).toMatchObject({
      action: 'token_issued',
      outcome: 'success',
      userId,
      clientId: client.clientId,
      address: '192.0.2.1',
      details: { grant_id: issued.grant.id, scope: 'memories:read memories:write' },
    });
    for (const secret of [issued.code, issued.verifier, access_token, refresh_token]) {
      expect(JSON.stringify(await at.activity())).not.toContain(secret);
    }
  });

  it('needs no redirect_uri, as in OAuth 2.1', async () => {
    const { redirect_uri: _, ...form } = formOf(await issue());
    expect((await at.token(client, form)).status).toBe(200);
  });

  it.each(['https://picard.example/mcp', 'https://PICARD.example:443/mcp'])(
    'may name our resource as %s',
    async (resource) => {
      expect((await redeem(await issue(), { resource })).status).toBe(200);
    },
  );

  it('may name our resource in two spellings, but no other beside it', async () => {
    const issued = await issue();
    const send = (resource: string) => {
      const form = new URLSearchParams({ client_id: client.clientId, ...formOf(issued) });
      form.append('resource', at.resource);
      form.append('resource', resource);
      return at.request('/token', { form });
    };
    const refused = await send('https://other.example/mcp');
    expect([refused.status, (await refused.json()).error]).toEqual([400, 'invalid_target']);
    expect((await send('https://PICARD.example/mcp')).status).toBe(200);
  });

  it('may be redeemed under the former path too', async () => {
    const form = { client_id: client.clientId, ...formOf(await issue()) };
    expect((await at.request('/api/oauth/token', { form })).status).toBe(200);
  });
});

describe('a request that does not fit its code is refused, and the code stays usable', () => {
  const wrong: Record<string, [Record<string, string>, string]> = {
    'with the verifier of another code': [{ code_verifier: 'x'.repeat(43) }, 'invalid_grant'],
    'with a verifier that is too short': [{ code_verifier: 'x'.repeat(42) }, 'invalid_grant'],
    'with a verifier that is too long': [{ code_verifier: 'x'.repeat(129) }, 'invalid_grant'],
    'with a verifier of other characters': [{ code_verifier: 'é'.repeat(43) }, 'invalid_grant'],
    'without a verifier': [{ code_verifier: '' }, 'invalid_request'],
    'with another redirect URI': [{ redirect_uri: 'https://evil.example/' }, 'invalid_grant'],
    'with its redirect URI and a NUL': [
      { redirect_uri: 'https://client.example/callback\0' },
      'invalid_request',
    ],
    'for another resource': [{ resource: 'https://other.example/mcp' }, 'invalid_target'],
    'for the resource with a slash more': [
      { resource: 'https://picard.example/mcp/' },
      'invalid_target',
    ],
  };

  it.each(Object.entries(wrong))('%s', async (_name, [changes, error]) => {
    const issued = await issue();
    const refused = await redeem(issued, changes);
    expect(refused.status).toBe(400);
    expect(refused.body.error).toBe(error);
    expect(refused.response.headers.get('cache-control')).toBe('no-store');
    await redeemed(issued);
  });

  it('by another client', async () => {
    const issued = await issue();
    const other = await at.addClient({ isConfidential: true });
    const refused = await redeem(issued, {}, other);
    expect([refused.status, refused.body.error]).toEqual([400, 'invalid_grant']);
    await redeemed(issued);
  });

  it('with the challenge itself as the verifier', async () => {
    const issued = await issue();
    const challenge = createHash('sha256').update(issued.verifier).digest('base64url');
    expect((await redeem(issued, { code_verifier: challenge })).body.error).toBe('invalid_grant');
    await redeemed(issued);
  });
});

describe('a code that is not good', () => {
  it('is refused once it has expired', async () => {
    const issued = await issue();
    at.clock.advance(60_000);
    expect((await redeem(issued)).body.error).toBe('invalid_grant');
  });

  it('is refused when the user was deactivated meanwhile', async () => {
    const issued = await issue();
    await at.users.update(userId, { isActive: false });
    expect((await redeem(issued)).body.error).toBe('invalid_grant');
  });

  it('is refused with 401 when its client was deactivated meanwhile', async () => {
    const issued = await issue();
    await at.store.clients.update(client.clientId, { isActive: false }, at.clock.now());
    const { status, body } = await redeem(issued);
    expect([status, body.error]).toEqual([401, 'invalid_client']);
  });

  it('is refused in the same words whatever the reason', async () => {
    const issued = await issue();
    const unknown = await redeem(issued, { code: 'x'.repeat(43) });
    const mismatched = await redeem(issued, { code_verifier: 'x'.repeat(43) });
    expect(unknown.body).toEqual(mismatched.body);
  });

  it('may be a refresh token or an access token, and gives nothing', async () => {
    const { access_token, refresh_token } = await redeemed(await issue());
    for (const code of [access_token, refresh_token]) {
      expect((await redeem(await issue(), { code })).body.error).toBe('invalid_grant');
    }
  });
});

describe('a code that is replayed', () => {
  it('by the same client ends the grant, the access token included', async () => {
    const issued = await issue();
    const { access_token, refresh_token } = await redeemed(issued);
    await at.server.verifier.verify(access_token);
    const { status, body } = await redeem(issued);
    expect([status, body.error]).toEqual([400, 'invalid_grant']);
    await expect(at.server.verifier.verify(access_token)).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    const refresh = await at.token(client, { grant_type: 'refresh_token', refresh_token });
    expect(refresh.status).toBe(400);
    expect(await at.activity()).toContainEqual(
      expect.objectContaining({
        action: 'grant_revoked',
        reason: 'code_replayed',
        userId,
        clientId: client.clientId,
        details: { grant_id: issued.grant.id },
      }),
    );
  });

  it('by another client changes nothing', async () => {
    const issued = await issue();
    const { access_token } = await redeemed(issued);
    await redeem(issued, {}, await at.addClient());
    at.clock.advance(2_000);
    expect((await at.server.verifier.verify(access_token)).userId).toBe(userId);
  });

  it('twenty times at once succeeds once', async () => {
    const issued = await issue();
    const all = await Promise.all(Array.from({ length: 20 }, () => redeem(issued)));
    expect(all.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(all.filter(({ body }) => body.error === 'invalid_grant')).toHaveLength(19);
  });
});

describe('a signing key that cannot be read', () => {
  it('costs no code', async () => {
    const keys = signingKeysInMemory();
    let isDown = false;
    const gone = () => Promise.reject(new PicardError('unavailable', 'The database is gone.'));
    const other = await testAuthorizationServer({
      ...{ store: at.store, users: at.users, clock: at.clock },
      signingKeys: { ...keys, list: () => (isDown ? gone() : keys.list()) },
    });
    const issued = await issue();
    isDown = true;
    at.clock.advance(10_000);
    expect((await other.token(client, formOf(issued))).status).toBe(503);
    isDown = false;
    expect((await other.token(client, formOf(issued))).status).toBe(200);
    await other.close();
  });
});
