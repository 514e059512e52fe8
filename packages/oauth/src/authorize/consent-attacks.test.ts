import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { english, scopeWords } from '../pages/english.js';
import { formOf } from '../testing/html-form.js';
import {
  type TestAuthorizationServer,
  testAuthorizationServer,
} from '../testing/test-authorization-server.js';
import type { TestBrowser, TestPage } from '../testing/test-browser.js';
import { authorizePath, codeOf, openConsent } from '../testing/test-code-flow.js';

type User = Awaited<ReturnType<TestAuthorizationServer['addUser']>>;

let t: TestAuthorizationServer;
let user: User;
beforeAll(async () => {
  t = await testAuthorizationServer({ metadataDocuments: false });
  user = await t.addUser();
});
afterAll(() => t.close());

const allow = { decision: 'allow' };

async function openPage(browser: TestBrowser, as: User = user, scope?: string) {
  const { client } = await t.addClient();
  const page = await openConsent(browser, { client, user: as, parameters: { scope } });
  return { client, page };
}

/** Nobody got a code, the page says so, and the right page can still be answered afterwards. */
async function expectNothingAllowed(attempt: TestPage, right: TestPage, browser: TestBrowser) {
  expect(attempt.leavesTo).toBeUndefined();
  expect(attempt.response.status).toBe(403);
  expect(attempt.text).toContain(english.answer.lookAgainMessage);
  expect(codeOf(await browser.submit(right, allow))).toBeTruthy();
}

describe('an answer that does not belong to the page', () => {
  it('with the form token of another browser of the same user allows nothing', async () => {
    const [mine, other] = [t.browser(), t.browser()];
    const { client, page } = await openPage(mine);
    const theirs = await openConsent(other, { client, user });
    const { form_token = '' } = formOf(theirs.html).fields;
    expect(form_token).not.toBe('');
    await expectNothingAllowed(await mine.submit(page, { ...allow, form_token }), page, mine);
  });

  it('of a form that an attacker filled for the browser of somebody else allows nothing', async () => {
    const [attacker, victim] = [t.browser(), t.browser()];
    const { page } = await openPage(attacker, await t.addUser());
    const { page: own } = await openPage(victim);
    await expectNothingAllowed(await victim.submit(page, allow), own, victim);
  });

  it.each(['', 'AAAA', 'A'.repeat(43)])(
    'with the form token "%s" allows nothing',
    async (form_token) => {
      const browser = t.browser();
      const { page } = await openPage(browser);
      const attempt = await browser.submit(page, { ...allow, form_token });
      await expectNothingAllowed(attempt, page, browser);
    },
  );

  it('that a page of another site sends allows nothing', async () => {
    const browser = t.browser();
    const { page } = await openPage(browser);
    const attempt = await browser.submit(page, allow, {
      headers: { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    });
    await expectNothingAllowed(attempt, page, browser);
  });

  it('of a page that was shown before somebody else logged in allows nothing', async () => {
    const browser = t.browser();
    const { page } = await openPage(browser);
    const { username, password } = await t.addUser();
    const login = await browser.open('/login?switch=1');
    await browser.submit(login, { username, password });
    const attempt = await browser.submit(page, allow);
    expect([attempt.response.status, attempt.leavesTo]).toEqual([403, undefined]);
    const link = /href="(\/consent\?[^"]+)"/.exec(attempt.html)?.[1] ?? '';
    const again = await browser.open(link.replaceAll('&amp;', '&'));
    expect(again.text).toContain(username);
  });

  it('for one client is not an answer for another client', async () => {
    const browser = t.browser();
    const [{ page }, { page: other }] = [await openPage(browser), await openPage(browser)];
    const { form_token = '' } = formOf(other.html).fields;
    const attempt = await browser.submit(page, { ...allow, form_token });
    await expectNothingAllowed(attempt, page, browser);
  });

  it('for fewer scopes is not an answer for more of them', async () => {
    const browser = t.browser();
    const { client, page } = await openPage(browser, user, 'memories:read memories:write');
    const less = await openConsent(browser, {
      client,
      user,
      parameters: { scope: 'memories:read' },
    });
    const { form_token = '' } = formOf(less.html).fields;
    const attempt = await browser.submit(page, { ...allow, form_token });
    await expectNothingAllowed(attempt, page, browser);
  });

  it('allows no scopes that became possible after the page was shown', async () => {
    const browser = t.browser();
    const climber = await t.addUser();
    const scopes = ['memories:read', 'memories:admin'] as const;
    const { client } = await t.addClient({ scopes });
    const parameters = { scope: scopes.join(' ') };
    const page = await openConsent(browser, { client, user: climber, parameters });
    expect(page.text).not.toContain('Administer');
    await t.users.update(climber.id, { isSuperuser: true });
    const attempt = await browser.submit(page, allow);
    expect([attempt.response.status, attempt.leavesTo]).toEqual([403, undefined]);
  });

  it('after logging out leads to the login and allows nothing', async () => {
    const browser = t.browser();
    const { page } = await openPage(browser);
    browser.cookies.delete('__Host-picard-session');
    const attempt = await browser.submit(page, allow);
    expect(attempt.path).toMatch(/^\/login\?request=/);
    expect(attempt.leavesTo).toBeUndefined();
  });
});

describe('a GET of the consent page', () => {
  it('grants nothing, whatever its address holds', async () => {
    const browser = t.browser();
    const { page } = await openPage(browser);
    const { fields } = formOf(page.html);
    const again = await browser.open(`/consent?${new URLSearchParams({ ...fields, ...allow })}`);
    expect(again.leavesTo).toBeUndefined();
    expect(again.response.status).toBe(200);
    expect(codeOf(await browser.submit(again, allow))).toBeTruthy();
  });
});

describe('an answer that is sent again', () => {
  it('gets no second code but a page', async () => {
    const browser = t.browser();
    const { page } = await openPage(browser);
    codeOf(await browser.submit(page, allow));
    const again = await browser.submit(page, allow);
    expect([again.response.status, again.leavesTo]).toEqual([409, undefined]);
    expect(again.text).toContain(english.answer.alreadyAnswered);
  });

  it('20 times at once gets one code', async () => {
    const browser = t.browser();
    const { page } = await openPage(browser);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => browser.submit(page, allow)),
    );
    expect(answers.filter((answer) => answer.leavesTo).map(codeOf)).toHaveLength(1);
  });
});

describe('a sealed request', () => {
  /** The same page's form with another sealed request. */
  async function submitAltered(alter: (sealed: string) => string) {
    const browser = t.browser();
    const { page } = await openPage(browser);
    const { request = '' } = formOf(page.html).fields;
    return browser.submit(page, { ...allow, request: alter(request) });
  }

  it.each<[string, (sealed: string) => string]>([
    [
      'was altered',
      (sealed) => `${sealed.slice(0, 120)}${sealed[120] === 'A' ? 'B' : 'A'}${sealed.slice(121)}`,
    ],
    ['was cut off', (sealed) => sealed.slice(0, -1)],
    ['is missing', () => ''],
    ['is an address', () => 'https://evil.example/'],
    ['is a JSON text', () => '{"redirectUri":"https://evil.example"}'],
  ])('that %s leads nowhere', async (_, alter) => {
    const attempt = await submitAltered(alter);
    expect([attempt.response.status, attempt.leavesTo]).toEqual([400, undefined]);
  });

  it.each(['GET', 'POST'])('can be answered for ten minutes and not after (%s)', async (method) => {
    const browser = t.browser();
    const { page } = await openPage(browser);
    t.clock.advance(599_999);
    expect((await browser.open(page.path)).response.status).toBe(200);
    t.clock.advance(1);
    const late =
      method === 'GET' ? await browser.open(page.path) : await browser.submit(page, allow);
    expect([late.response.status, late.leavesTo]).toEqual([400, undefined]);
    expect(late.text).toContain('expired');
  });

  it('that another server sealed is not taken', async () => {
    const other = await testAuthorizationServer({ metadataDocuments: false, users: t.users });
    const { client } = await other.addClient();
    const page = await openConsent(other.browser(), { client, user });
    const { request = '' } = formOf(page.html).fields;
    const attempt = await t.browser().open(`/consent?${new URLSearchParams({ request })}`);
    expect(attempt.response.status).toBe(400);
    await other.close();
  });
});

describe('a client that changes while the user thinks', () => {
  it.each(['GET', 'POST'])('and is deleted gets nothing (%s)', async (method) => {
    const browser = t.browser();
    const { client, page } = await openPage(browser);
    await t.store.clients.remove(client.clientId, t.clock.now());
    const late =
      method === 'GET' ? await browser.open(page.path) : await browser.submit(page, allow);
    expect([late.response.status, late.leavesTo]).toEqual([400, undefined]);
    expect(late.text).toContain('is unknown');
  });

  it('and is switched off gets nothing', async () => {
    const browser = t.browser();
    const { client, page } = await openPage(browser);
    await t.store.clients.update(client.clientId, { isActive: false }, t.clock.now());
    const late = await browser.submit(page, allow);
    expect([late.response.status, late.leavesTo]).toEqual([400, undefined]);
  });

  it('and loses its redirect URI gets nothing sent there', async () => {
    const browser = t.browser();
    const { client, page } = await openPage(browser);
    const redirectUris = ['https://client.example/new'];
    await t.store.clients.update(client.clientId, { redirectUris }, t.clock.now());
    for (const decision of ['allow', 'deny']) {
      const late = await browser.submit(page, { decision });
      expect([late.response.status, late.leavesTo]).toEqual([400, undefined]);
    }
  });

  it('and loses a scope is not granted it', async () => {
    const browser = t.browser();
    const { client, page } = await openPage(browser);
    await t.store.clients.update(client.clientId, { scopes: ['memories:read'] }, t.clock.now());
    const late = await browser.submit(page, allow);
    expect([late.response.status, late.leavesTo]).toEqual([403, undefined]);
    expect((await browser.open(page.path)).text).not.toContain(scopeWords['memories:write'].name);
  });
});

describe('a user who is deactivated while thinking', () => {
  it('grants nothing', async () => {
    const browser = t.browser();
    const leaver = await t.addUser();
    const { page } = await openPage(browser, leaver);
    await t.users.update(leaver.id, { isActive: false });
    const late = await browser.submit(page, allow);
    expect(late.leavesTo).toBeUndefined();
    expect(late.path).toMatch(/^\/login\?/);
  });
});

describe('the way through the login', () => {
  it.each(['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)'])(
    'with the return path %s stays on this server',
    async (request) => {
      const browser = t.browser();
      const query = new URLSearchParams({ request, return_to: request, next: request });
      const login = await browser.open(`/login?${query}`);
      const { username, password } = user;
      const after = await browser.submit(login, { username, password });
      expect(after.leavesTo).toBeUndefined();
      expect(after.path).toMatch(/^\/consent\?request=/);
      expect(after.response.status).toBe(400);
    },
  );

  it('does not forget the request over a wrong password', async () => {
    const { client } = await t.addClient();
    const browser = t.browser();
    const login = await browser.open(authorizePath(client));
    const { username, password } = user;
    const again = await browser.submit(login, { username, password: 'wrong' });
    const consent = await browser.submit(again, { username, password });
    expect(codeOf(await browser.submit(consent, allow))).toBeTruthy();
  });
});
