import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type TestAuthorizationServer,
  testAuthorizationServer,
} from './test-authorization-server.js';
import { authorize, codeOf, openConsent } from './test-code-flow.js';

describe('an authorization server over stores in memory', () => {
  let picard: TestAuthorizationServer;
  beforeEach(async () => {
    picard = await testAuthorizationServer();
  });
  afterEach(() => picard.close());

  it.each([false, true])(
    'leads a browser from the authorization request to a token (confidential client: %s)',
    async (isConfidential) => {
      const user = await picard.addUser();
      const client = await picard.addClient({ isConfidential });
      const tokens = await picard.connect(client, { user });
      const principal = await picard.server.verifier.verify(tokens.access_token);
      expect(principal).toMatchObject({ userId: user.id, clientId: client.clientId });
      const refreshed = await picard.token(client, {
        grant_type: 'refresh_token',
        refresh_token: tokens.refresh_token,
      });
      expect(refreshed.status).toBe(200);
    },
  );

  it('keeps each browser logged in by itself', async () => {
    const user = await picard.addUser();
    const { client } = await picard.addClient();
    const [one, two] = [picard.browser(), picard.browser()];
    expect(codeOf(await authorize(one, { client, user }))).not.toBe('');
    expect((await openConsent(one, { client, user })).path).toMatch(/^\/consent/);
    const again = await one.open('/login');
    expect(again.text).toContain(user.username);
    expect((await two.open('/login')).text).not.toContain(user.username);
  });

  it('sends the client the denial of a user', async () => {
    const user = await picard.addUser();
    const { client } = await picard.addClient();
    const end = await authorize(picard.browser(), { client, user, decision: 'deny' });
    expect(end.leavesTo?.searchParams.get('error')).toBe('access_denied');
    expect(end.leavesTo?.searchParams.get('state')).toBe('the-state');
  });

  it('redeems a code straight from the store', async () => {
    const user = await picard.addUser();
    const client = await picard.addClient();
    const { code, verifier, redirectUri } = await picard.issueCode({
      client: client.client,
      userId: user.id,
    });
    const response = await picard.token(client, {
      grant_type: 'authorization_code',
      code,
      code_verifier: verifier,
      redirect_uri: redirectUri,
    });
    expect(response.status).toBe(200);
  });

  it('shows what was recorded', async () => {
    const user = await picard.addUser();
    const client = await picard.addClient();
    await picard.connect(client, { user });
    const actions = (await picard.activity()).map(({ action }) => action);
    expect(actions).toEqual(expect.arrayContaining(['login', 'authorization', 'token_issued']));
  });
});

it('works under a path of its host', async () => {
  const picard = await testAuthorizationServer({ issuer: 'https://host.example/picard' });
  const user = await picard.addUser();
  const tokens = await picard.connect(await picard.addClient(), { user });
  expect(tokens.token_type).toBe('Bearer');
  await picard.close();
});
