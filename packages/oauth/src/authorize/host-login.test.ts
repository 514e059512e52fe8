import { newId, type UserId } from '@picard-mcp/core';
import { afterEach, describe, expect, it } from 'vitest';
import { scopeWords } from '../pages/english.js';
import type { Visitor } from '../session/browser.js';
import { formOf } from '../testing/html-form.js';
import {
  type TestAuthorizationServer,
  testAuthorizationServer,
} from '../testing/test-authorization-server.js';
import { authorizePath, codeOf } from '../testing/test-code-flow.js';

const visitor: Visitor = { userId: newId<UserId>(), name: 'Guinan' };
let t: TestAuthorizationServer;
afterEach(() => t.close());

/** A server under a prefix whose host logs users in; `loggedIn` is who that is. */
async function open() {
  const host: { loggedIn: Visitor | undefined } = { loggedIn: undefined };
  t = await testAuthorizationServer({
    ...{ metadataDocuments: false, issuer: 'https://host.example/picard' },
    login: {
      visitorOf: () => host.loggedIn,
      loginUrl: (returnTo) => `https://host.example/sign-in?${new URLSearchParams({ returnTo })}`,
    },
  });
  return { host, ...(await t.addClient()) };
}

/** The path that the host brings the browser back to, as it is within the mount. */
async function returnPath(path: string): Promise<string> {
  const response = await t.request(path);
  const login = new URL(response.headers.get('location') ?? '');
  expect(login.pathname).toBe('/sign-in');
  const returnTo = login.searchParams.get('returnTo') ?? '';
  expect(returnTo).toMatch(/^\/picard\/consent\?request=[\w.-]+$/);
  return returnTo.slice('/picard'.length);
}

/** Where a request leads whose user is logged in at the host, as it is within the mount. */
async function pathAfter(path: string): Promise<string> {
  const location = (await t.request(path)).headers.get('location') ?? '';
  expect(location).toMatch(/^\/picard\/consent\?request=/);
  return location.slice('/picard'.length);
}

describe("an embedding application's own login", () => {
  it('is where a request leads first, and its user allows it after', async () => {
    const { host, client } = await open();
    const back = await returnPath(authorizePath(client));
    expect(await returnPath(back)).toBe(back);
    host.loggedIn = visitor;
    const browser = t.browser();
    const consent = await browser.open(back);
    expect(consent.text).toContain('Guinan');
    expect(consent.html).not.toContain('switch=1');
    const form = { ...formOf(consent.html).fields, decision: 'allow' };
    const answer = await browser.open('/consent', { form });
    expect(codeOf(answer)).toBeTruthy();
  });

  it('is asked again by prompt=login, once, although it does not say when it was', async () => {
    const { host, client } = await open();
    host.loggedIn = visitor;
    const back = await returnPath(authorizePath(client, { prompt: 'login' }));
    expect((await t.browser().open(back)).text).toContain('Guinan');
  });

  it('of a user whose account is deactivated ends in access_denied', async () => {
    const { host, client } = await open();
    const { id, username } = await t.addUser({ isActive: false });
    host.loggedIn = { userId: id, name: username };
    const browser = t.browser();
    const consent = await browser.open(await pathAfter(authorizePath(client)));
    const form = { ...formOf(consent.html).fields, decision: 'allow' };
    const { leavesTo } = await browser.open('/consent', { form });
    expect(leavesTo?.searchParams.get('error')).toBe('access_denied');
    expect(leavesTo?.searchParams.get('state')).toBe('the-state');
  });

  it('gives no rights of an administrator to users without an account', async () => {
    const { host } = await open();
    host.loggedIn = visitor;
    const { client } = await t.addClient({ scopes: ['memories:read', 'memories:admin'] });
    const scope = 'memories:read memories:admin';
    const { text } = await t.browser().open(await pathAfter(authorizePath(client, { scope })));
    expect(text).toContain(scopeWords['memories:read'].name);
    expect(text).not.toContain('Administer');
  });
});
