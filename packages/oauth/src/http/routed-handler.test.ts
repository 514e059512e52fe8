import { PicardError } from '@picard-mcp/core';
import { type Logger, silentLogger } from '@picard-mcp/core/ports';
import { beforeEach, describe, expect, it } from 'vitest';
import { publicDocument } from '../metadata/public-document.js';
import { OAuthError } from './oauth-error.js';
import { addOpenRoute, addPage, addRoute, createRouter } from './route.js';
import { routedHandler } from './routed-handler.js';

const origin = 'https://picard.example';
const resourceMetadataUrl = `${origin}/.well-known/oauth-protected-resource/mcp`;
const responses = { 200: { description: 'Done.' } };

let log: Record<string, unknown>[];
/** What every endpoint does. */
let act: (parameters: Readonly<Record<string, string>>) => Response | Promise<Response>;
/** What the page of an error is made by. */
let message: () => string;

beforeEach(() => {
  log = [];
  act = () => Response.json({ access_token: 'x' });
  message = () => '<p>a page</p>';
});

function server() {
  const router = createRouter();
  const add = (method: 'get' | 'post' | 'delete', path: string) =>
    addRoute(router, { method, path, responses }, (_, parameters) => act(parameters));
  for (const path of ['/token', '/register', '/revoke']) {
    addOpenRoute(router, { method: 'post', path, responses }, (_, parameters) => act(parameters));
  }
  add('post', '/introspect');
  add('post', '/api/admin/clients/register');
  add('get', '/api/admin/clients/{client_id}');
  add('delete', '/api/admin/clients/{client_id}');
  addPage(router, 'GET', '/login', (_, parameters) => act(parameters));
  addPage(router, 'POST', '/login', (_, parameters) => act(parameters));
  const logger: Logger = { ...silentLogger, error: (fields) => void log.push({ ...fields }) };
  const document = publicDocument({
    paths: ['/.well-known/thing'],
    mediaType: 'application/json',
    document: () => ({ a: 1 }),
    description: { summary: 'A thing', required: ['a'], example: { a: 1 } },
  });
  const none = () => '';
  const pages = {
    ...{ consent: none, login: none, signup: none, password: none, signedIn: none, logout: none },
    message: () => message(),
  };
  const pageResponse = (html: string, { status = 200 } = {}) =>
    new Response(html, { status, headers: { 'content-type': 'text/html' } });
  return routedHandler({
    router,
    documents: [document],
    issuer: origin,
    resourceMetadataUrl,
    logger,
    pageContext: { pages, pageResponse },
  });
}

const send = (path: string, method = 'GET', headers: Record<string, string> = {}) =>
  server().fetch(new Request(`${origin}${path}`, { method, headers }), { requestId: 'r-1' });

const throwing = (error: unknown) => () => Promise.reject(error);

describe('which paths are the server’s', () => {
  it.each([
    '/token',
    '/login',
    '/api/oauth/token',
    '/api/oauth/login',
    '/api/oauth/.well-known/thing',
    '/.well-known/thing',
    '/api/admin/clients/register',
    '/api/admin/clients/7d0c6c5a-2a3b-4f8e-9c7e-1f2d3c4b5a69',
  ])('hold %s', (path) => expect(server().handles(path)).toBe(true));

  it.each([
    '/',
    '/token/',
    '/Token',
    '/token/x',
    '//token',
    '/%74oken',
    '/api/oauth',
    '/api/oauth/',
    '/api/oauth/api/oauth/token',
    '/api/oauth/api/admin/clients/register',
    '/api/token',
    '/api/admin/clients/',
    '/api/admin/clients/a/b',
    '/api/orders',
    '/.well-known/thing/',
  ])('do not hold %s', async (path) => {
    expect(server().handles(path)).toBe(false);
    expect((await send(path)).status).toBe(404);
  });
});

describe('a request to the server', () => {
  it('gets the parameters of its path', async () => {
    act = (parameters) => Response.json(parameters);
    expect(await (await send('/api/admin/clients/a%20b')).json()).toEqual({ client_id: 'a b' });
  });

  it('is answered the same under /api/oauth', async () => {
    expect(await (await send('/api/oauth/token', 'POST')).json()).toEqual({ access_token: 'x' });
  });

  it('is answered with what nobody keeps', async () => {
    expect((await send('/token', 'POST')).headers.get('cache-control')).toBe('no-store');
    act = () => Response.redirect('https://client.example/?code=x', 303);
    const redirect = await send('/login', 'POST');
    expect([redirect.status, redirect.headers.get('location')]).toEqual([
      303,
      'https://client.example/?code=x',
    ]);
    expect(redirect.headers.get('cache-control')).toBe('no-store');
  });

  it('gets every cookie that was set', async () => {
    const headers: [string, string][] = [
      ['set-cookie', 'a=1; Expires=Tue, 01 Jan 2030 00:00:00 GMT'],
      ['set-cookie', 'b=2'],
    ];
    act = () => new Response('', { headers });
    expect((await send('/login')).headers.getSetCookie()).toEqual(headers.map(([, line]) => line));
  });

  it('by HEAD gets the headers of GET and no body', async () => {
    act = () => new Response('a page', { headers: { 'content-type': 'text/html' } });
    const head = await send('/login', 'HEAD');
    expect([head.status, head.headers.get('content-type'), await head.text()]).toEqual([
      200,
      'text/html',
      '',
    ]);
    const refused = await send('/token', 'HEAD');
    expect([refused.status, await refused.text()]).toEqual([405, '']);
  });

  it.each([
    ['GET', '/token', 'POST'],
    ['PUT', '/api/oauth/token', 'POST'],
    ['DELETE', '/login', 'GET, HEAD, POST'],
    ['POST', '/api/admin/clients/x', 'GET, HEAD, DELETE'],
    ['GET', '/api/admin/clients/register', 'POST'],
    ['OPTIONS', '/introspect', 'POST'],
    ['OPTIONS', '/login', 'GET, HEAD, POST'],
    ['OPTIONS', '/api/admin/clients/register', 'POST'],
  ])(
    'by a method that is not for its path (%s %s) is told which are',
    async (method, path, allow) => {
      const response = await send(path, method, { origin: 'https://evil.example' });
      expect([response.status, response.headers.get('allow')]).toEqual([405, allow]);
    },
  );
});

describe('a failure', () => {
  it.each([
    ['/token', new OAuthError('invalid_grant', 'No.'), 400, { error: 'invalid_grant' }],
    ['/token', new PicardError('rate_limited', 'No.'), 429, { error: 'temporarily_unavailable' }],
    ['/token', new PicardError('unavailable', 'No.'), 503, { error: 'temporarily_unavailable' }],
    ['/token', new TypeError('secret'), 500, { error: 'server_error' }],
    [
      '/api/oauth/token',
      new PicardError('invalid_input', 'No.'),
      400,
      { error: 'invalid_request' },
    ],
    [
      '/api/admin/clients/register',
      new PicardError('conflict', 'No.'),
      409,
      { status: 'error', error: { code: 'conflict', message: 'No.' } },
    ],
    [
      '/api/admin/clients/register',
      new OAuthError('invalid_redirect_uri', 'No.'),
      400,
      { error: 'invalid_redirect_uri' },
    ],
  ])('at %s (%s) has the form of its path', async (path, error, status, body) => {
    act = throwing(error);
    const response = await send(path, 'POST');
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject(body);
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it('of REST names the way to a token', async () => {
    act = throwing(new PicardError('unauthenticated', 'Who?'));
    const response = await send('/api/admin/clients/register', 'POST');
    expect(response.headers.get('www-authenticate')).toContain(
      `resource_metadata="${resourceMetadataUrl}"`,
    );
  });

  it.each([
    [new OAuthError('invalid_request', 'No.'), 400],
    // A 401 would make the browser ask for a password of HTTP's own.
    [new OAuthError('invalid_client', 'No.'), 400],
    [new PicardError('unavailable', 'No.'), 503],
    [new PicardError('payload_too_large', 'No.'), 413],
    [new Error('secret'), 500],
  ])('of a page is a page (%s)', async (error, status) => {
    act = throwing(error);
    const response = await send('/login', 'POST');
    expect([response.status, await response.text()]).toEqual([status, '<p>a page</p>']);
    expect(response.headers.has('www-authenticate')).toBe(false);
    expect(response.headers.get('retry-after')).toBe(status === 503 ? '1' : null);
  });

  it('of the page of a failure is still answered', async () => {
    act = throwing(new OAuthError('invalid_request', 'No.'));
    message = () => {
      throw new Error('secret');
    };
    const response = await send('/login');
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('secret');
  });

  it('that tells its caller nothing is logged with the id of the request', async () => {
    const error = new TypeError('secret');
    act = throwing(error);
    expect(await (await send('/token', 'POST')).text()).not.toContain('secret');
    expect(log).toMatchObject([{ path: '/token', request_id: 'r-1', err: { cause: error } }]);
  });

  it('thrown at once is answered like one that comes later', async () => {
    act = () => {
      throw new OAuthError('invalid_scope', 'No.');
    };
    expect(await (await send('/token', 'POST')).json()).toMatchObject({ error: 'invalid_scope' });
  });
});

describe('pages of other origins', () => {
  const evil = { origin: 'https://evil.example' };

  it.each(['/token', '/register', '/revoke', '/api/oauth/token'])(
    'may call %s without cookies, failures included',
    async (path) => {
      const preflight = await send(path, 'OPTIONS', {
        ...evil,
        'access-control-request-method': 'POST',
      });
      expect(preflight.status).toBe(204);
      expect(preflight.headers.get('access-control-allow-methods')).toContain('POST');
      expect(preflight.headers.get('access-control-allow-headers')).toContain('Authorization');
      act = throwing(new OAuthError('invalid_client', 'No.'));
      for (const response of [preflight, await send(path, 'POST', evil), await send(path)]) {
        expect(response.headers.get('access-control-allow-origin')).toBe('*');
        expect(response.headers.has('access-control-allow-credentials')).toBe(false);
      }
    },
  );

  it.each(['/login', '/introspect', '/api/oauth/login', '/api/admin/clients/register'])(
    'may not read %s',
    async (path) => {
      for (const method of ['OPTIONS', 'POST']) {
        const { headers } = await send(path, method, evil);
        expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
      }
    },
  );
});

it('describes endpoints and documents, but no pages', () => {
  const { paths } = server().openApi ?? { paths: {} };
  expect(Object.keys(paths)).toEqual(
    expect.arrayContaining(['/token', '/api/admin/clients/{client_id}', '/.well-known/thing']),
  );
  expect(Object.keys(paths)).not.toContain('/login');
});
