import { describeDatabases } from '@picard-mcp/store-postgres/testing';
import { describe, expect, it } from 'vitest';
import { registerClient, registeredUri } from './oauth-client.js';
import { callMcp, postForm, postJson } from './protected-calls.js';
import { newUser, serveOAuth } from './served-oauth.js';

describeDatabases('what other origins and caches get', (database) => {
  const adapter = database.kind === 'pglite' ? 'express' : 'koa';
  const served = serveOAuth(database, { adapter });
  // A server on a loopback host refuses pages of other hosts at /mcp, against DNS rebinding.
  const known = serveOAuth(database, { adapter, issuer: 'https://picard.example' });
  const origin = 'https://app.example';

  it.each([
    ['GET', '/.well-known/oauth-authorization-server'],
    ['GET', '/.well-known/oauth-protected-resource'],
    ['GET', '/.well-known/oauth-protected-resource/mcp'],
    ['GET', '/.well-known/jwks.json'],
    ['POST', '/token'],
    ['POST', '/api/oauth/token'],
    ['POST', '/register'],
    ['POST', '/revoke'],
    ['POST', '/mcp'],
  ])(
    '%s %s is open to every origin, without credentials, refusals included',
    async (method, path) => {
      const url = `${known.server.url}${path}`;
      const preflight = await fetch(url, {
        method: 'OPTIONS',
        headers: {
          ...{ origin, 'access-control-request-method': method },
          'access-control-request-headers': 'authorization, content-type, mcp-protocol-version',
        },
      });
      const answer = await fetch(url, { method, headers: { origin } });
      expect(preflight.ok).toBe(true);
      expect(preflight.headers.get('access-control-allow-methods')).toContain(method);
      const allowed = preflight.headers.get('access-control-allow-headers')?.toLowerCase() ?? '';
      for (const { headers } of [preflight, answer]) {
        expect(headers.get('access-control-allow-origin')).toBe('*');
        expect(headers.get('access-control-allow-credentials')).toBeNull();
      }
      if (method === 'POST') expect(allowed).toMatch(/authorization.*content-type|\*/);
      if (path === '/mcp') {
        const exposed = answer.headers.get('access-control-expose-headers') ?? '';
        expect(exposed.toLowerCase()).toContain('www-authenticate');
      }
    },
  );

  it.each([
    ...['/authorize', '/login', '/consent', '/logout', '/signup', '/password', '/introspect'],
    ...['/api/admin/clients', '/api/admin/users', '/api/admin/clients/register'],
    ...['/api/oauth/login', '/api/oauth/authorize', '/api/user-tokens/user-token'],
  ])('%s is open to no other origin', async (path) => {
    for (const method of ['GET', 'POST', 'OPTIONS']) {
      const { headers } = await fetch(`${served.server.url}${path}`, {
        ...{ method, redirect: 'manual' },
        headers: { origin, 'access-control-request-method': 'POST' },
      });
      expect([method, headers.get('access-control-allow-origin')]).toEqual([method, null]);
    }
  });

  it('nobody keeps what holds a token or a secret, or says why there is none', async () => {
    const { url } = served.server;
    const client = await registerClient(served.server, 'client_secret_post');
    const { refresh_token } = await client.connect(await newUser(served));
    const proof = { client_id: client.id, client_secret: client.secret ?? '' };
    const answers = await Promise.all([
      postForm(`${url}/token`, { grant_type: 'refresh_token', refresh_token, ...proof }),
      postForm(`${url}/token`, { grant_type: 'refresh_token', refresh_token: 'unknown', ...proof }),
      postForm(`${url}/introspect`, { token: 'unknown', ...proof }),
      postForm(`${url}/revoke`, { token: 'unknown', ...proof }),
      postJson(`${url}/register`, { redirect_uris: [registeredUri] }),
      postJson(`${url}/api/user-tokens/user-token`, {}),
      fetch((await client.ask()).url, { redirect: 'manual' }),
      fetch((await client.ask({ code_challenge: '' })).url, { redirect: 'manual' }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 400, 200, 200, 201, 400, 303, 303]);
    for (const { headers } of answers) expect(headers.get('cache-control')).toContain('no-store');
  });

  it('a browser gets cookies that no script, no other site and no other host can touch', async () => {
    const { headers } = await fetch(`${known.server.url}/login`);
    const cookies = headers.getSetCookie();
    expect(cookies).toHaveLength(1);
    for (const cookie of cookies) {
      expect(cookie).toMatch(/^__Host-picard-browser=[\w-]{43};/);
      for (const attribute of ['Secure', 'HttpOnly', 'SameSite=Lax', 'Path=/']) {
        expect(cookie).toContain(`; ${attribute}`);
      }
      expect(cookie).not.toContain('Domain');
    }
  });

  it('a refusal of /mcp with a token tells another origin how to go on', async () => {
    const answer = await callMcp(served.server, 'rubbish');
    expect(answer.headers.get('www-authenticate')).toContain('resource_metadata="');
  });

  describe('the wrong method', () => {
    it.each(['/token', '/register', '/revoke', '/introspect'])(
      'at %s is 405 and names the right one, without reading a query',
      async (path) => {
        const answer = await fetch(`${served.server.url}${path}?grant_type=refresh_token`);
        expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
      },
    );
  });
});
