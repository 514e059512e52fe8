import { describeDatabases } from '@picard-mcp/store-postgres/testing';
import { expect, it } from 'vitest';
import { registerClient, registeredUri } from './oauth-client.js';
import { password } from './oauth-server.js';
import { postForm, postJson, statusOf } from './protected-calls.js';
import { basic, generousLimits, newUser, serveOAuth } from './served-oauth.js';
import { userAgent } from './user-agent.js';

const few = { points: 3, seconds: 60 };
const waits = /^[1-9]\d*$/;

describeDatabases('limits of attempts', (database) => {
  const adapter = database.kind === 'pglite' ? 'express' : 'koa';
  const rateLimits = { ...generousLimits, loginAccount: few, tokenFailures: few };
  const served = serveOAuth(database, { adapter, authorization: { rateLimits } });
  const at = (path: string) => `${served.server.url}${path}`;

  it('stop guesses at one account, the right password included, and leave other accounts alone', async () => {
    const [username, other] = [await newUser(served), await newUser(served)];
    const attempt = async (name: string, guess: string) => {
      const agent = userAgent(served.server.issuer);
      const login = await agent.open(at('/login'));
      const page = await agent.submit(login, { username: name, password: guess });
      return { page, isIn: agent.cookies.has('picard-session') };
    };
    for (const name of [username, username.toUpperCase(), ` ${username}`]) {
      expect((await attempt(name, 'a wrong guess')).page.status).toBe(400);
    }
    const { page, isIn } = await attempt(username, password);
    expect([page.status, isIn]).toEqual([429, false]);
    expect(page.headers.get('retry-after')).toMatch(waits);
    expect((await attempt(other, password)).isIn).toBe(true);
    // A name that nobody has is limited alike, and tells nothing by it.
    for (let count = 0; count < 3; count += 1) await attempt('nobody-at-all', 'a wrong guess');
    expect((await attempt('nobody-at-all', 'a wrong guess')).page.status).toBe(429);
  });

  it('are the same for the administration as for the login page', async () => {
    const username = await newUser(served);
    const ask = (guess: string) =>
      fetch(at('/api/admin/users'), { headers: basic(username, guess) });
    for (let count = 0; count < 3; count += 1) expect((await ask('wrong')).status).toBe(401);
    const refused = await ask(password);
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toMatch(waits);
  });

  it('stop failures of one client for one grant type, and neither its other requests nor other clients', async () => {
    const client = await registerClient(served.server);
    const neighbour = await registerClient(served.server);
    const answered = await client.obtainCode(await newUser(served));
    const fail = () =>
      postForm(at('/token'), {
        ...{ grant_type: 'refresh_token', refresh_token: 'guessed', client_id: client.id },
      });
    for (let count = 0; count < 3; count += 1) expect((await fail()).status).toBe(400);
    const refused = await fail();
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toMatch(waits);
    expect(await refused.json()).toMatchObject({ error: 'temporarily_unavailable' });
    const tokens = await client.redeem(answered);
    expect(await statusOf(served.server, tokens.access_token)).toBe(200);
    let { refresh_token } = await neighbour.connect(await newUser(served));
    for (let count = 0; count < 5; count += 1) {
      ({ refresh_token } = await neighbour.refresh(refresh_token));
    }
  });
});

describeDatabases('limits of registration', (database) => {
  const adapter = database.kind === 'pglite' ? 'koa' : 'express';
  const rateLimits = { ...generousLimits, clientRegistration: few, userRegistration: few };
  const served = serveOAuth(database, { adapter, authorization: { rateLimits } });

  it.each([
    ['/register', () => ({ redirect_uris: [registeredUri] })],
    [
      '/api/users/register',
      (n: number) => ({ username: `user${n}`, email: `user${n}@example.org`, password }),
    ],
  ] as const)('hold at %s for each address', async (path, bodyOf) => {
    const attempt = (n: number) => postJson(`${served.server.url}${path}`, bodyOf(n));
    for (let count = 0; count < 3; count += 1) expect((await attempt(count)).status).toBe(201);
    const refused = await attempt(3);
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toMatch(waits);
  });
});
