import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type TestAuthorizationServer,
  testAuthorizationServer,
} from '../testing/test-authorization-server.js';
import { type AuthorizationParameters, authorizePath } from '../testing/test-code-flow.js';

let t: TestAuthorizationServer;
beforeAll(async () => {
  t = await testAuthorizationServer({ metadataDocuments: false });
});
afterAll(() => t.close());

/** What somebody sees who opens a request of a client with these redirect URIs. */
async function refusedPage(
  parameters: AuthorizationParameters,
  { redirectUris = ['https://client.example/callback'], more = '', isActive = true } = {},
) {
  const { client } = await t.addClient({ redirectUris, isActive });
  const response = await t.request(`${authorizePath(client, parameters)}${more}`);
  return { response, html: await response.text() };
}

describe('a request that nobody may be redirected for', () => {
  it.each<[string, AuthorizationParameters, string]>([
    ['without a client_id', { client_id: undefined }, 'client_id is missing'],
    ['with an empty client_id', { client_id: '' }, 'client_id is missing'],
    ['of an unknown client', { client_id: '1b6bc8c5-0b0e-4a4f-8f06-1e3bbf5b9a51' }, 'is unknown'],
    ['of a client id that is no UUID', { client_id: "' or 1=1 --" }, 'is unknown'],
    [
      'of a metadata document where none are taken',
      { client_id: 'https://app.example/client.json' },
      'is unknown',
    ],
  ])('%s gets a page with status 400', async (_, parameters, words) => {
    const { response, html } = await refusedPage(parameters);
    expect(response.status).toBe(400);
    expect(response.headers.get('location')).toBeNull();
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(response.headers.get('www-authenticate')).toBeNull();
    expect(html).toContain(words);
  });

  it('of a client that was switched off gets a page with status 400', async () => {
    const { response, html } = await refusedPage({}, { isActive: false });
    expect([response.status, response.headers.get('location')]).toEqual([400, null]);
    expect(html).toContain('deactivated');
  });

  it.each([
    'https://client.example/callback/',
    'https://client.example/callback?next=1',
    'https://client.example/CALLBACK',
    'https://client.example/callback#fragment',
    'https://client.example:8443/callback',
    'https://client.example.evil.example/callback',
    'https://client.example@evil.example/callback',
    'https://evil.example/callback',
    'https://evil.example\\@client.example/callback',
    'https://client.example/callback/../evil',
    'http://client.example/callback',
    'https://client.example/callback\r\nSet-Cookie: a=b',
    '//evil.example',
    '/callback',
    'javascript:alert(1)',
    'data:text/html,hello',
  ])('with the foreign redirect URI %j gets a page and leads nowhere', async (redirect_uri) => {
    const { response, html } = await refusedPage({ redirect_uri });
    expect([response.status, response.headers.get('location')]).toEqual([400, null]);
    expect(html).toContain('redirect_uri is not one of those');
    expect(html).not.toContain('evil.example');
  });

  it.each([
    'client_id',
    'redirect_uri',
    'state',
    'scope',
    'response_type',
    'code_challenge',
    'code_challenge_method',
    'prompt',
    'unknown',
  ])('with %s twice gets a page, although client and redirect URI are right', async (name) => {
    const twice = `&${name}=a&${name}=b`;
    const { response, html } = await refusedPage({ [name]: undefined }, { more: twice });
    expect([response.status, response.headers.get('location')]).toEqual([400, null]);
    expect(html).toContain(`${name} is repeated`);
  });

  it('with the same value twice gets a page too', async () => {
    const { response } = await refusedPage({}, { more: '&state=the-state' });
    expect([response.status, response.headers.get('location')]).toEqual([400, null]);
  });

  it('shows what was sent only as text, never as markup', async () => {
    const { html } = await refusedPage({ client_id: '<script>alert(1)</script>' });
    expect(html).not.toContain('<script');
    const repeated = await refusedPage({}, { more: '&%3Cb%3E=1&%3Cb%3E=2' });
    expect(repeated.html).not.toContain('<b>');
  });

  it('is a page that is framed by nobody and kept by nobody', async () => {
    const { headers } = (await refusedPage({ client_id: undefined })).response;
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('a redirect URI that is left out', () => {
  it.each([
    ['several are registered', ['https://a.example/', 'https://b.example/']],
    ['the registered one may have any port', ['http://127.0.0.1/callback']],
    ['the registered one is localhost with a port', ['http://localhost:3000/callback']],
  ])('gets a page when %s', async (_, redirectUris) => {
    const { response, html } = await refusedPage({ redirect_uri: undefined }, { redirectUris });
    expect([response.status, response.headers.get('location')]).toEqual([400, null]);
    expect(html).toContain('redirect_uri is missing');
  });

  it('is the registered one when there is one alone', async () => {
    const { response } = await refusedPage({ redirect_uri: undefined, scope: 'other' });
    expect(response.headers.get('location')).toMatch(
      /^https:\/\/client\.example\/callback\?error=/,
    );
  });
});

describe('a state that could not be given back unchanged', () => {
  it('gets a page when it has 10 KB', async () => {
    const { response, html } = await refusedPage({ state: 'x'.repeat(10_240) });
    expect([response.status, response.headers.get('location')]).toEqual([400, null]);
    expect(html).toContain('at most 4096 characters');
  });

  it.each(['%FF%FE', '%00'])('gets a page when it is %s', async (raw) => {
    const { response } = await refusedPage({ state: undefined }, { more: `&state=${raw}` });
    expect([response.status, response.headers.get('location')]).toEqual([400, null]);
  });
});

describe('other methods', () => {
  it('a posted request that is no form gets a page', async () => {
    const response = await t.request('/authorize', { json: { response_type: 'code' } });
    expect([response.status, response.headers.get('location')]).toEqual([400, null]);
    expect(response.headers.get('content-type')).toContain('text/html');
  });

  it('PUT and DELETE are not answered', async () => {
    for (const method of ['PUT', 'DELETE']) {
      const response = await t.request('/authorize', { method });
      expect(response.status).toBe(405);
      expect(response.headers.get('allow')).toContain('GET');
    }
  });
});
