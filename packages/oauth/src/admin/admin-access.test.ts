import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  passwordAuthorization,
  type TestAdministration,
  testAdministration,
} from '../testing/test-administration.js';

const id = '9b2f1c34-7c0b-4a52-8a66-4f6f4c1c2d10';

/** One request for each address of administration. */
const every = [
  ['POST', '/api/admin/clients/register'],
  ['GET', '/api/admin/clients'],
  ['GET', `/api/admin/clients/${id}`],
  ['PUT', `/api/admin/clients/${id}`],
  ['DELETE', `/api/admin/clients/${id}`],
  ['POST', `/api/admin/clients/${id}/secret`],
  ['GET', '/api/admin/users'],
  ['GET', `/api/admin/users/${id}`],
  ['PATCH', `/api/admin/users/${id}`],
  ['POST', `/api/admin/users/${id}/sign-out`],
  ['GET', '/api/admin/activity'],
] as const;

describe('access to administration', () => {
  let fixture: TestAdministration;

  beforeEach(async () => {
    fixture = await testAdministration();
  });
  afterEach(() => fixture.test.close());

  const ask = (authorization: string, path = '/api/admin/clients', method = 'GET') =>
    fixture.ask(method, path, undefined, { headers: { authorization } });

  it.each(every)('without credentials is refused at %s %s', async (method, path) => {
    const response = await fixture.test.request(path, { method });
    expect(response.status).toBe(401);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toMatchObject({
      status: 'error',
      error: { code: 'unauthenticated' },
    });
  });

  it.each(every)('is refused to a user who is no superuser at %s %s', async (method, path) => {
    const user = await fixture.test.addUser({ isSuperuser: true });
    const kept = await fixture.bearer(user, 'memories:admin');
    await fixture.test.users.update(user.id, { isSuperuser: false });
    const password = await ask(passwordAuthorization(user.username, user.password), path, method);
    expect(password.status).toBe(401);
    const token = await ask(kept, path, method);
    expect(token.status).toBe(403);
    expect(await token.json()).toMatchObject({ error: { code: 'permission_denied' } });
  });

  it.each(every)('is open to no page of another origin at %s %s', async (method, path) => {
    const preflight = await fixture.test.request(path, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://evil.example',
        'access-control-request-method': method,
        'access-control-request-headers': 'authorization',
      },
    });
    expect(preflight.ok).toBe(false);
    const headers = { origin: 'https://evil.example' };
    const response = await fixture.ask(method, path, undefined, { headers });
    expect([...response.headers.keys()].join()).not.toContain('access-control');
  });

  it('offers both ways in, and says what is needed', async () => {
    const response = await fixture.test.request('/api/admin/clients');
    expect(response.headers.get('www-authenticate')).toBe(
      'Basic realm="https://picard.example", charset="UTF-8", Bearer scope="memories:admin", resource_metadata="https://picard.example/.well-known/oauth-protected-resource/mcp"',
    );
  });

  it('is given to the username and to the email address of a superuser, in any case', async () => {
    const { root } = fixture;
    for (const name of ['Root', 'root', root.email.toUpperCase()]) {
      expect((await ask(passwordAuthorization(name, root.password))).status).toBe(200);
    }
  });

  it('is given to a password that holds colons and letters beyond ASCII', async () => {
    const password = 'pässwörd: with: colons';
    await fixture.test.addUser({ username: 'jürgen', isSuperuser: true, password });
    expect((await ask(passwordAuthorization('jürgen', password))).status).toBe(200);
  });

  it('tells an unknown name, a wrong password, no superuser and an inactive one in the same words', async () => {
    const { test, root } = fixture;
    const user = await test.addUser({ username: 'ann' });
    const asleep = await test.addUser({ isSuperuser: true, isActive: false });
    const answers = await Promise.all(
      [
        passwordAuthorization('nobody', root.password),
        passwordAuthorization('Root', 'wrong'),
        passwordAuthorization('Root', ''),
        passwordAuthorization(user.username, user.password),
        passwordAuthorization(asleep.username, asleep.password),
        'Basic',
        'Basic !!!',
        'Basic Um9vdA==',
      ].map(async (authorization) => {
        const response = await ask(authorization);
        return [response.status, await response.text(), response.headers.get('www-authenticate')];
      }),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]?.[0]).toBe(401);
    // RFC 6750 section 3.1: no token was presented that could be invalid.
    expect(answers[0]?.[2]).not.toContain('invalid_token');
  });

  it('is given to a bearer token with memories:admin of a superuser', async () => {
    const { root, bearer } = fixture;
    expect((await ask(await bearer(root, 'memories:admin'))).status).toBe(200);
  });

  it('is refused to a superuser whose token lacks the scope, naming it', async () => {
    const { root, bearer } = fixture;
    const response = await ask(await bearer(root, 'memories:read', 'memories:write'));
    expect(response.status).toBe(403);
    const challenge = String(response.headers.get('www-authenticate'));
    expect(challenge).toContain('error="insufficient_scope"');
    expect(challenge).toContain('memories:admin');
  });

  it('ends for a token at once when its user is demoted or deactivated', async () => {
    const { test, bearer } = fixture;
    const second = await test.addUser({ isSuperuser: true });
    const authorization = await bearer(second, 'memories:admin');
    expect((await ask(authorization)).status).toBe(200);
    await test.users.update(second.id, { isSuperuser: false });
    expect((await ask(authorization)).status).toBe(403);
    await test.users.update(second.id, { isSuperuser: true, isActive: false });
    expect((await ask(authorization)).status).toBe(403);
  });

  it('is refused to tokens that are not good, with invalid_token', async () => {
    for (const authorization of ['Bearer x', 'Bearer', 'Digest x', 'Bearer a b']) {
      const response = await ask(authorization);
      expect([authorization, response.status]).toEqual([authorization, 401]);
    }
    const response = await ask('Bearer x');
    expect(response.headers.get('www-authenticate')).toContain('error="invalid_token"');
  });

  it('is never given to a user of a realm, whatever their account says', async () => {
    const { test, bearer } = fixture;
    const asserted = await test.addUser({ realm: 'acme', username: 'Root', isSuperuser: true });
    expect((await ask(await bearer(asserted, 'memories:admin'))).status).toBe(403);
  });

  it('is refused where a page of another origin uses the password that a browser has kept', async () => {
    const path = `/api/admin/users/${fixture.root.id}/sign-out`;
    const from = async (headers: Readonly<Record<string, string>>) =>
      (await fixture.ask('POST', path, undefined, { headers })).status;
    expect(await from({ 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await from({ 'sec-fetch-site': 'same-site' })).toBe(403);
    expect(await from({ origin: 'https://evil.example' })).toBe(403);
    expect(await from({ 'sec-fetch-site': 'same-origin' })).toBe(200);
    expect(await from({ origin: 'https://picard.example' })).toBe(200);
    expect(await from({})).toBe(200);
  });

  it('goes into the record of activity where it was tried and refused, without the password', async () => {
    const { test, root, bearer } = fixture;
    const user = await test.addUser({ isSuperuser: true });
    const kept = await bearer(user, 'memories:admin');
    await test.users.update(user.id, { isSuperuser: false });
    await test.request('/api/admin/clients');
    await ask(passwordAuthorization('Root', 'hunter2'));
    test.clock.advance(1);
    await ask(kept, '/api/admin/users', 'GET');
    await ask(passwordAuthorization('Root', root.password));
    const entries = (await test.activity()).filter(({ action }) => action === 'admin_access');
    expect(entries).toMatchObject([
      {
        ...{ outcome: 'refused', reason: 'permission_denied', userId: user.id },
        details: { method: 'GET', path: '/api/admin/users' },
      },
      {
        ...{ outcome: 'refused', reason: 'unauthenticated', userId: undefined },
        ...{ address: '192.0.2.1' },
      },
    ]);
    expect(JSON.stringify(entries)).not.toContain('hunter2');
  });
});

describe('attempts to administer', () => {
  let fixture: TestAdministration;
  const limited = { points: 3, seconds: 60 };
  const open = async (rateLimits: object) => {
    fixture = await testAdministration({ rateLimits });
  };
  afterEach(() => fixture.test.close());

  const attempt = (name: string, password: string, address = '192.0.2.1') =>
    fixture.ask('GET', '/api/admin/clients', undefined, {
      address,
      headers: { authorization: passwordAuthorization(name, password) },
    });

  it('are counted by account, from wherever they come and however the name is written', async () => {
    await open({ loginAccount: limited });
    for (const [n, name] of ['root', 'ROOT', ' Root '].entries()) {
      expect((await attempt(name, 'wrong', `192.0.2.${n}`)).status).toBe(401);
    }
    const refused = await attempt('Root', fixture.root.password, '192.0.2.99');
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('60');
    fixture.test.clock.advance(60_000);
    expect((await attempt('Root', fixture.root.password)).status).toBe(200);
  });

  it('are counted by address, whatever account they are about', async () => {
    await open({ loginAddress: limited });
    for (const name of ['a', 'b', 'c']) expect((await attempt(name, 'wrong')).status).toBe(401);
    expect((await attempt('Root', fixture.root.password)).status).toBe(429);
    expect((await attempt('Root', fixture.root.password, '198.51.100.1')).status).toBe(200);
  });

  it('share their count with the login page', async () => {
    await open({ loginAccount: limited });
    const browser = fixture.test.browser();
    for (let n = 0; n < 3; n += 1) {
      const page = await browser.open('/login');
      await browser.submit(page, { username: 'root', password: 'wrong' });
    }
    expect((await attempt('Root', fixture.root.password)).status).toBe(429);
  });

  it('with the right password are not counted against a script that sends many', async () => {
    await open({ loginAccount: limited, loginAddress: limited });
    for (let n = 0; n < 10; n += 1) {
      expect((await attempt('Root', fixture.root.password)).status).toBe(200);
    }
  });

  it('with bad tokens are limited too, without locking out whoever logs in from there', async () => {
    await open({ loginAddress: limited });
    const withToken = () =>
      fixture.ask('GET', '/api/admin/clients', undefined, {
        headers: { authorization: 'Bearer x' },
      });
    for (let n = 0; n < 3; n += 1) expect((await withToken()).status).toBe(401);
    expect((await withToken()).status).toBe(429);
    expect((await withToken()).status).toBe(429);
    expect((await attempt('Root', fixture.root.password)).status).toBe(200);
    // What is refused beyond the limit does not fill the record.
    const entries = (await fixture.test.activity()).filter(
      (entry) => entry.action === 'admin_access',
    );
    expect(entries).toHaveLength(3);
  });
});
