import type { Scope, UserId } from '@picard-mcp/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultPassword } from '../testing/test-accounts.js';
import {
  type TestAuthorizationServer,
  testAuthorizationServer,
} from '../testing/test-authorization-server.js';

describe('POST /api/users/me/sign-out', () => {
  let picard: TestAuthorizationServer;
  beforeEach(async () => {
    picard = await testAuthorizationServer();
  });
  afterEach(() => picard.close());

  async function tokensOf(
    userId: UserId,
    scopes: readonly Scope[] = ['memories:read', 'memories:write'],
  ) {
    const client = await picard.addClient();
    const { code, verifier } = await picard.issueCode({ client: client.client, userId, scopes });
    const form = { grant_type: 'authorization_code', code, code_verifier: verifier };
    const answer = (await (await picard.token(client, form)).json()) as {
      access_token: string;
      refresh_token: string;
    };
    return { client, ...answer };
  }
  const signOut = (token: string) =>
    picard.request('/api/users/me/sign-out', {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
    });

  it('ends every grant, token and browser session of the caller, and nobody else’s', async () => {
    const bob = await picard.addUser({ username: 'bob' });
    const ann = await picard.addUser({ username: 'ann' });
    const [one, other, foreign] = [
      await tokensOf(bob.id),
      await tokensOf(bob.id),
      await tokensOf(ann.id),
    ];
    const browser = picard.browser();
    await browser.submit(await browser.open('/login'), {
      username: 'bob',
      password: defaultPassword,
    });

    const response = await signOut(one.access_token);
    expect(await response.json()).toEqual({ status: 'success', data: { signed_out: true } });
    for (const { access_token } of [one, other]) {
      await expect(picard.server.verifier.verify(access_token)).rejects.toMatchObject({
        code: 'unauthenticated',
      });
    }
    const form = { grant_type: 'refresh_token', refresh_token: other.refresh_token };
    expect((await picard.token(other.client, form)).status).toBe(400);
    expect((await browser.open('/login')).html).toContain('name="password"');
    expect((await picard.server.verifier.verify(foreign.access_token)).userId).toBe(ann.id);
    expect(await picard.activity()).toContainEqual(
      expect.objectContaining({ action: 'sign_out_everywhere', userId: bob.id }),
    );
  });

  it('is not for a client that may only read', async () => {
    const bob = await picard.addUser({ username: 'bob' });
    const { access_token } = await tokensOf(bob.id, ['memories:read']);
    expect((await signOut(access_token)).status).toBe(403);
    expect((await picard.server.verifier.verify(access_token)).userId).toBe(bob.id);
  });
});
