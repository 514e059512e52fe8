import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type TestAuthorizationServer,
  testAuthorizationServer,
} from '../testing/test-authorization-server.js';
import { authorize, authorizePath, codeOf, openConsent } from '../testing/test-code-flow.js';

let t: TestAuthorizationServer;
beforeEach(async () => {
  t = await testAuthorizationServer({ metadataDocuments: false });
});
afterEach(() => t.close());

const address = '198.51.100.7';

/** What was recorded of authorizations, without ids and times, the newest first. */
async function recorded() {
  return (await t.activity())
    .filter(({ action }) => action === 'authorization')
    .map(({ outcome, reason, userId, clientId, address, details }) => {
      return { outcome, reason, userId, clientId, address, details };
    });
}

describe('the record of activity', () => {
  it('says who allowed which client what, and holds neither code nor state', async () => {
    const user = await t.addUser();
    const { client, clientId } = await t.addClient();
    const end = await authorize(t.browser({ address }), { client, user });
    expect(await recorded()).toEqual([
      {
        ...{ outcome: 'success', reason: undefined, userId: user.id, clientId, address },
        details: { scopes: 'memories:read memories:write', grant_id: expect.any(String) },
      },
    ]);
    const everything = JSON.stringify(await t.activity());
    expect(everything).not.toContain(codeOf(end));
    expect(everything).not.toContain('the-state');
  });

  it('says who denied it', async () => {
    const user = await t.addUser();
    const { client, clientId } = await t.addClient();
    await authorize(t.browser({ address }), { client, user, decision: 'deny' });
    expect(await recorded()).toEqual([
      {
        ...{ outcome: 'refused', reason: 'access_denied', userId: user.id, clientId, address },
        details: { scopes: 'memories:read memories:write' },
      },
    ]);
  });

  it('says which client asked in vain', async () => {
    const { client, clientId } = await t.addClient();
    await t.request(authorizePath(client, { scope: 'other' }), { address });
    expect(await recorded()).toMatchObject([
      { outcome: 'refused', reason: 'invalid_scope', clientId, address, userId: undefined },
    ]);
  });

  it('says that somebody asked before any client is known, and repeats nothing that was sent', async () => {
    await t.request('/authorize?client_id=made-up-by-an-attacker', { address });
    t.clock.advance(1);
    await t.request('/authorize?state=1&state=2', { address });
    const nobody = { outcome: 'refused', userId: undefined, clientId: undefined, address };
    expect(await recorded()).toEqual([
      { ...nobody, reason: 'invalid_request', details: undefined },
      { ...nobody, reason: 'unauthorized_client', details: undefined },
    ]);
  });

  it('says that an answer was forged, expired or sent twice', async () => {
    const user = await t.addUser();
    const { client, clientId } = await t.addClient();
    const browser = t.browser({ address });
    const page = await openConsent(browser, { client, user });
    await browser.submit(page, { decision: 'allow', form_token: 'forged' });
    t.clock.advance(1);
    await browser.submit(page, { decision: 'allow' });
    t.clock.advance(1);
    await browser.submit(page, { decision: 'allow' });
    t.clock.advance(600_000);
    await browser.submit(page, { decision: 'allow' });
    const refused = { outcome: 'refused', reason: 'invalid_request', address };
    const known = { userId: user.id, clientId };
    expect(await recorded()).toMatchObject([
      { ...refused, userId: undefined },
      { ...refused, ...known },
      { outcome: 'success', ...known },
      { ...refused, ...known },
    ]);
  });
});
