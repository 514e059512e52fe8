import { describeDatabases } from '@picard-mcp/store-postgres/testing';
import { describe, expect, it } from 'vitest';
import { type OAuthClient, registerClient, registeredUri } from './oauth-client.js';
import { password } from './oauth-server.js';
import { postForm, postJson } from './protected-calls.js';
import { newUser, serveOAuth } from './served-oauth.js';
import { formOf, type Page, type UserAgent, userAgent } from './user-agent.js';

const cookieOf = ({ cookies }: UserAgent) =>
  [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');

describeDatabases('attacks on the pages', (database) => {
  const adapter = database.kind === 'pglite' ? 'koa' : 'express';
  const served = serveOAuth(database, { adapter });
  const at = (path: string) => `${served.server.url}${path}`;
  const browser = () => userAgent(served.server.issuer);

  /** A browser that is at the question of a consent, and who is logged in there. */
  async function atConsent(client?: OAuthClient, parameters = {}) {
    const username = await newUser(served);
    const asked = await (client ?? (await registerClient(served.server))).ask(parameters);
    const agent = browser();
    const page = await agent.submit(await agent.open(asked.url), { username, password });
    expect(page.url.pathname).toBe('/consent');
    return { agent, page, asked, username };
  }

  const answerOf = (agent: UserAgent, page: Page, fields = {}, headers = {}) =>
    postForm(
      at(formOf(page).action),
      { ...formOf(page).fields, decision: 'allow', ...fields },
      { cookie: cookieOf(agent), origin: served.server.issuer, ...headers },
    );

  const grants = () => served.store.sql('select id from oauth_grants');

  async function expectNothingGranted(attempt: () => Promise<Response>) {
    const before = await grants();
    const answer = await attempt();
    expect(answer.headers.get('location') ?? '').not.toContain('code=');
    expect(await grants()).toEqual(before);
    return answer;
  }

  describe('a consent is granted by no', () => {
    it('GET, whatever its address holds', async () => {
      const { agent, page } = await atConsent();
      const { fields } = formOf(page);
      const query = new URLSearchParams({ ...fields, decision: 'allow' });
      const headers = { cookie: cookieOf(agent) };
      await expectNothingGranted(() =>
        fetch(at(`/consent?${query}`), { headers, redirect: 'manual' }),
      );
    });

    it('form without its token, or with one that was made up', async () => {
      const { agent, page } = await atConsent();
      for (const form_token of ['', 'made-up', 'a'.repeat(43)]) {
        await expectNothingGranted(() => answerOf(agent, page, { form_token }));
      }
    });

    it('form of another person, another request or another client', async () => {
      const mine = await atConsent();
      const theirs = await atConsent();
      const { form_token = '' } = formOf(theirs.page).fields;
      await expectNothingGranted(() => answerOf(mine.agent, mine.page, { form_token }));
      await expectNothingGranted(() => answerOf(mine.agent, theirs.page));
      const again = await mine.agent.open((await (await registerClient(served.server)).ask()).url);
      expect(again.url.pathname).toBe('/consent');
      const { form_token: first = '' } = formOf(mine.page).fields;
      await expectNothingGranted(() => answerOf(mine.agent, again, { form_token: first }));
    });

    it('form for fewer scopes than are granted', async () => {
      const client = await registerClient(served.server);
      const { agent, page } = await atConsent(client, { scope: 'memories:read' });
      const more = await agent.open((await client.ask()).url);
      const { form_token = '' } = formOf(page).fields;
      await expectNothingGranted(() => answerOf(agent, more, { form_token }));
    });

    it('page of another origin', async () => {
      const { agent, page } = await atConsent();
      for (const headers of [
        { origin: 'https://evil.example' },
        { 'sec-fetch-site': 'cross-site' },
        { 'sec-fetch-site': 'same-site' },
      ]) {
        await expectNothingGranted(() => answerOf(agent, page, {}, headers));
      }
      // The form itself was good.
      expect((await answerOf(agent, page)).headers.get('location')).toContain('code=');
    });

    it('earlier consent: every request asks anew', async () => {
      const client = await registerClient(served.server);
      const { agent, page } = await atConsent(client);
      expect((await answerOf(agent, page)).headers.get('location')).toContain('code=');
      const before = await grants();
      expect((await agent.open((await client.ask()).url)).url.pathname).toBe('/consent');
      expect(await grants()).toEqual(before);
    });

    it('second answer to the same request', async () => {
      const { agent, page } = await atConsent();
      await answerOf(agent, page);
      expect((await expectNothingGranted(() => answerOf(agent, page))).status).toBe(409);
    });
  });

  describe('a login', () => {
    const attempt = async (values: Record<string, string>, agent = browser()) =>
      agent.submit(await agent.open(at('/login')), values);

    it('changes the id of the session, and the former one is worth nothing', async () => {
      const username = await newUser(served);
      const agent = browser();
      await attempt({ username, password }, agent);
      const former = agent.cookies.get('picard-session') ?? '';
      expect(former).toMatch(/^[\w-]{43}$/);
      await agent.submit(await agent.open(at('/login?switch=1')), { username, password });
      expect(agent.cookies.get('picard-session')).not.toBe(former);
      const page = await fetch(at('/login'), { headers: { cookie: `picard-session=${former}` } });
      expect(await page.text()).toContain('type="password"');
    });

    it('does not take over a session id that an attacker has set', async () => {
      const username = await newUser(served);
      const agent = browser();
      const fixed = 'A'.repeat(43);
      (agent.cookies as Map<string, string>).set('picard-session', fixed);
      await attempt({ username, password }, agent);
      expect(agent.cookies.get('picard-session')).not.toBe(fixed);
    });

    it('is refused in the same words for an unknown user and a wrong password', async () => {
      const username = await newUser(served);
      const shown = await Promise.all(
        [username, `no-${username}`].map(async (name) => {
          const page = await attempt({ username: name, password: 'wrong horse battery' });
          const token = formOf(page).fields.form_token ?? '';
          return `${page.status} ${page.text.replaceAll(name, '').replaceAll(token, '')}`;
        }),
      );
      expect(shown[0]).toBe(shown[1]);
      expect(shown[0]).toMatch(/^400/);
    });

    it('of a form that the browser was not shown, or that another site sends, logs nobody in', async () => {
      const username = await newUser(served);
      const agent = browser();
      const { fields } = formOf(await agent.open(at('/login')));
      const good = { ...fields, username, password };
      const cookie = cookieOf(agent);
      const origin = 'https://evil.example';
      for (const [values, headers] of [
        [{ username, password }, { cookie }],
        [good, {}],
        [good, { cookie, origin }],
        [{ ...good, form_token: 'x' }, { cookie }],
      ] as const) {
        const answer = await postForm(at('/login'), values, headers);
        expect(answer.status).toBe(403);
        expect(answer.headers.getSetCookie().join()).not.toContain('picard-session');
      }
      expect((await postForm(at('/login'), good, { cookie })).status).toBe(303);
    });

    it('leads to no other site', async () => {
      const username = await newUser(served);
      for (const target of ['https://evil.example/', '//evil.example', '/\\evil.example']) {
        const agent = browser();
        const query = ['request', 'next', 'return_to', 'redirect_uri'].map(
          (name) => `${name}=${encodeURIComponent(target)}`,
        );
        const login = await agent.open(at(`/login?${query.join('&')}`));
        const page = await agent.submit(login, { username, password });
        expect([page.isElsewhere, page.url.origin]).toEqual([false, served.server.issuer]);
      }
    });
  });

  it('every page is framed by nobody, kept by nobody and runs no script', async () => {
    const { agent, page: consent } = await atConsent();
    const pages = [
      consent,
      ...(await Promise.all(
        ['/login?switch=1', '/login', '/signup', '/logout', '/password', '/authorize'].map((path) =>
          agent.open(at(path)),
        ),
      )),
    ];
    for (const { url, headers, text } of pages) {
      const policy = headers.get('content-security-policy') ?? '';
      expect([url.pathname, policy]).toEqual([
        url.pathname,
        expect.stringMatching(/default-src 'none'.*frame-ancestors 'none'/),
      ]);
      expect(policy).not.toMatch(/unsafe|script-src (?!'none')|\*/);
      expect(headers.get('cache-control')).toContain('no-store');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('access-control-allow-origin')).toBeNull();
      expect(text).not.toMatch(/<script|\son\w+=/i);
    }
  });

  it('what clients say of themselves is shown as text', async () => {
    const evil = '"><script>alert(1)</script><img src=x onerror=alert(1)>';
    const answer = await postJson(at('/register'), {
      ...{ client_name: evil, redirect_uris: [registeredUri] },
      token_endpoint_auth_method: 'none',
    });
    const { client_id } = (await answer.json()) as { client_id: string };
    const client = await registerClient(served.server);
    const { page } = await atConsent(client, { client_id, state: evil });
    expect(page.text).toContain('&lt;script&gt;alert(1)');
    expect(page.text).not.toMatch(/<script|<img/);
  });
});
