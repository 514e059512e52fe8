import { describe, expect, it } from 'vitest';
import { postJson, send } from '../http-suite/client.js';
import { hosts } from '../http-suite/fixture.js';
import type { BodyParser } from '../http-suite/host.js';
import { type MountedServer, mountServer, registration } from './mounted-server.js';

const parsers: readonly BodyParser[] = ['none', 'json', 'urlencoded', 'raw', 'text'];
/** Loopback, because /mcp of a server on loopback serves no other pages (DNS rebinding). */
const page = { origin: 'http://localhost:5173' };

const postForm = (url: string, body: string, headers: Record<string, string> = {}) =>
  send(url, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body,
  });

async function register(server: MountedServer): Promise<string> {
  const response = await postJson(`${server.url}/register`, registration);
  expect(response.status).toBe(201);
  return (response.json() as { client_id: string }).client_id;
}

const corsHeaders = (headers: object) =>
  Object.keys(headers).filter((name) => name.startsWith('access-control'));

describe.each(hosts)('requests to the authorization server in $name', (host) => {
  it.each(parsers)('are understood behind the body parser "%s"', async (parser) => {
    await using server = await mountServer(host, { prefix: '/picard', parser });
    const client_id = await register(server);
    const fields = `grant_type=authorization_code&client_id=${client_id}&code=x+%2B%26%3D&code_verifier=${'v'.repeat(43)}`;
    const refused = await postForm(`${server.url}/token`, fields);
    expect([refused.status, refused.json()]).toMatchObject([400, { error: 'invalid_grant' }]);
    const repeated = await postForm(`${server.url}/token`, `${fields}&code=y`);
    expect(repeated.json()).toEqual({
      error: 'invalid_request',
      error_description: 'The parameter code is repeated.',
    });
    const login = await postForm(`${server.url}/login`, 'username=a&password=b+%26+c');
    expect(login.headers['content-type']).toContain('text/html');
    expect(login.status).toBeGreaterThanOrEqual(400);
    expect(login.status).toBeLessThan(500);
  });

  it('are answered the same under /api/oauth', async () => {
    await using server = await mountServer(host, { prefix: '/picard' });
    const under = `${server.url}/api/oauth`;
    const client_id = await register(server);
    const token = await postForm(
      `${under}/token`,
      `grant_type=refresh_token&refresh_token=x&client_id=${client_id}`,
    );
    expect([token.status, token.json()]).toMatchObject([400, { error: 'invalid_grant' }]);
    const revoked = await postForm(`${under}/revoke`, `token=x&client_id=${client_id}`);
    expect(revoked.status).toBe(200);
    const introspected = await postForm(`${under}/introspect`, `token=x&client_id=${client_id}`);
    expect(introspected.json()).toMatchObject({ error: 'invalid_client' });
    const authorize = await send(`${under}/authorize?client_id=nobody`);
    expect(authorize.status).toBe(400);
    expect(authorize.headers['content-type']).toContain('text/html');
  });

  it.each([
    ['GET', '/token', 'POST', 'application/json'],
    ['PUT', '/api/oauth/token', 'POST', 'application/json'],
    ['DELETE', '/login', 'GET, HEAD, POST', 'text/html'],
    ['PATCH', '/api/admin/clients', 'GET, HEAD', 'application/json'],
    ['POST', '/.well-known/jwks.json', 'GET, HEAD, OPTIONS', 'application/json'],
  ])(
    'by a wrong method get 405 in the form of their path: %s %s',
    async (method, path, allow, type) => {
      await using server = await mountServer(host, { prefix: '/picard' });
      const response = await send(`${server.url}${path}`, { method });
      expect(response.status).toBe(405);
      expect(response.headers.allow).toBe(allow);
      expect(response.headers['content-type']).toContain(type);
    },
  );

  it('by HEAD get the headers of GET alone', async () => {
    await using server = await mountServer(host, { prefix: '/picard' });
    for (const path of ['/login', '/.well-known/oauth-authorization-server']) {
      const [get, head] = await Promise.all(
        ['GET', 'HEAD'].map((method) => send(`${server.url}${path}`, { method })),
      );
      expect([head?.status, head?.text]).toEqual([200, '']);
      expect(head?.headers['content-type']).toBe(get?.headers['content-type']);
    }
  });

  it.each(['/token/', '/Token', '/login/', '/.well-known/jwks.json/', '/api/oauth/', '/token;a'])(
    'for %s, which is no path of it, are left to the host',
    async (path) => {
      await using server = await mountServer(host, { prefix: '/picard' });
      const response = await send(`${server.url}${path}`, { method: 'POST' });
      expect(response.status).toBe(404);
      expect(response.text).not.toContain('"error"');
    },
  );

  it('from pages of other origins are open where no cookie counts, and nowhere else', async () => {
    await using server = await mountServer(host, { prefix: '/picard' });
    const preflight = { ...page, 'access-control-request-method': 'POST' };
    const open = [
      '/token',
      '/register',
      '/revoke',
      '/mcp',
      '/.well-known/oauth-protected-resource',
    ];
    for (const path of [...open, '/api/oauth/token', '/.well-known/jwks.json']) {
      const url = `${server.url}${path}`;
      const asked = await send(url, { method: 'OPTIONS', headers: preflight });
      expect([path, asked.status]).toEqual([path, 204]);
      for (const { headers } of [asked, await send(url, { method: 'POST', headers: page })]) {
        expect(headers['access-control-allow-origin']).toBe('*');
        expect(headers['access-control-allow-credentials']).toBeUndefined();
      }
    }
    const closed = ['/authorize', '/login', '/consent', '/logout', '/introspect'];
    for (const path of [...closed, '/api/admin/clients', '/api/users/register']) {
      const url = `${server.url}${path}`;
      const asked = await send(url, { method: 'OPTIONS', headers: preflight });
      expect([path, asked.status, corsHeaders(asked.headers)]).toEqual([path, 405, []]);
      const sent = await send(url, { method: 'POST', headers: page });
      expect([path, corsHeaders(sent.headers)]).toEqual([path, []]);
    }
  });

  it('are answered with what nobody keeps, but for public documents', async () => {
    await using server = await mountServer(host, { prefix: '/picard' });
    for (const path of [
      ...['/token', '/register', '/revoke', '/introspect', '/login', '/consent', '/authorize'],
      ...['/api/user-tokens/user-token', '/api/admin/clients/register', '/api/users/register'],
    ]) {
      const { headers } = await send(`${server.url}${path}`, { method: 'POST' });
      expect([path, headers['cache-control']]).toEqual([path, 'no-store']);
    }
    const { headers } = await send(`${server.url}/.well-known/jwks.json`);
    expect(headers['cache-control']).toBe('public, max-age=300');
  });

  it('carry an id that answers name', async () => {
    await using server = await mountServer(host, { prefix: '/picard' });
    const { headers } = await send(`${server.url}/login`, { headers: { 'x-request-id': 'abc' } });
    expect(headers['x-request-id']).toBe('abc');
    expect(headers['x-content-type-options']).toBe('nosniff');
  });
});
