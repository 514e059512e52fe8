import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type TestAuthorizationServer,
  testAuthorizationServer,
} from '../testing/test-authorization-server.js';
import { authorize, codeOf, defaultVerifier } from '../testing/test-code-flow.js';

let t: TestAuthorizationServer;

beforeEach(async () => {
  t = await testAuthorizationServer({ metadataDocuments: false });
});
afterEach(() => t.close());

/** As clients of other systems send them, and as somebody might try. */
const unknown = {
  ...{ nonce: 'n-0S6_WzA2Mj', audience: 'https://other.example', access_type: 'offline' },
  ...{
    user_id: 'admin',
    scopes: 'memories:admin',
    grant_id: 'x',
    __proto__x: '1',
    constructor: '1',
  },
};

describe('parameters that the server does not know', () => {
  it('are ignored at the authorization endpoint and at the token endpoint', async () => {
    const user = await t.addUser();
    const { client, clientId } = await t.addClient();
    const page = await authorize(t.browser(), { client, user, parameters: unknown });
    const redemption = await t.request('/token', {
      form: {
        ...unknown,
        ...{ grant_type: 'authorization_code', client_id: clientId },
        ...{ code: codeOf(page), code_verifier: defaultVerifier },
      },
    });
    expect(redemption.status).toBe(200);
    const { access_token, scope } = (await redemption.json()) as Record<string, string>;
    expect(scope).toBe('memories:read memories:write');
    expect((await t.server.verifier.verify(access_token ?? '')).userId).toBe(user.id);
  });

  it('are ignored at the endpoints for revocation and introspection', async () => {
    const client = await t.addClient({ isConfidential: true });
    const headers = { authorization: client.basic };
    const form = { ...unknown, token: 'rubbish' };
    expect((await t.request('/revoke', { form, headers })).status).toBe(200);
    const answer = await t.request('/introspect', { form, headers });
    expect([answer.status, await answer.json()]).toEqual([200, { active: false }]);
  });
});
