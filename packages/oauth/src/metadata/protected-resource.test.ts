import { describe, expect, it } from 'vitest';
import { protectedResourceHandler, protectedResourceUrl } from './protected-resource.js';

const origin = 'https://picard.example';
const get = (path: string, method = 'GET') => new Request(`${origin}${path}`, { method });

describe('protected resource metadata', () => {
  const handler = protectedResourceHandler({
    resource: `${origin}/mcp`,
    issuer: origin,
    scopes: ['memories:read', 'memories:write'],
  });

  it.each(['/.well-known/oauth-protected-resource', '/.well-known/oauth-protected-resource/mcp'])(
    'answers at %s with the identifiers byte for byte',
    async (path) => {
      expect(handler.handles(path)).toBe(true);
      const response = await handler.fetch(get(path));
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toBe('application/json');
      expect(await response.json()).toEqual({
        resource: 'https://picard.example/mcp',
        authorization_servers: ['https://picard.example'],
        scopes_supported: ['memories:read', 'memories:write'],
        bearer_methods_supported: ['header'],
        resource_name: 'Picard',
      });
    },
  );

  it('lies where the 401 challenge says', () => {
    const url = new URL(protectedResourceUrl(origin));
    expect(handler.handles(url.pathname)).toBe(true);
  });

  it.each(['/.well-known/oauth-protected-resource/other', '/.well-known', '/'])(
    'leaves %s to others',
    (path) => expect(handler.handles(path)).toBe(false),
  );

  it('may be read from any origin, without credentials', async () => {
    const response = await handler.fetch(get('/.well-known/oauth-protected-resource'));
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.has('access-control-allow-credentials')).toBe(false);
    const preflight = await handler.fetch(get('/.well-known/oauth-protected-resource', 'OPTIONS'));
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-methods')).toContain('GET');
  });

  it('answers HEAD like GET, and nothing else', async () => {
    const head = await handler.fetch(get('/.well-known/oauth-protected-resource', 'HEAD'));
    expect(head.status).toBe(200);
    expect(await head.text()).toBe('');
    const post = await handler.fetch(get('/.well-known/oauth-protected-resource', 'POST'));
    expect(post.status).toBe(405);
    expect(post.headers.get('allow')).toBe('GET, HEAD, OPTIONS');
    expect(await post.json()).toMatchObject({ error: { code: 'method_not_allowed' } });
  });

  it('is answered where a proxy may send those who look at the root of the host', () => {
    const mounted = protectedResourceHandler({
      resource: `${origin}/picard/mcp`,
      issuer: `${origin}/picard`,
      scopes: ['memories:read'],
    });
    for (const path of ['', '/mcp', '/picard', '/picard/mcp']) {
      expect(mounted.handles(`/.well-known/oauth-protected-resource${path}`)).toBe(true);
    }
  });

  it.each([
    ['https://picard.example', '/.well-known/oauth-protected-resource/mcp'],
    ['https://picard.example/', '/.well-known/oauth-protected-resource/mcp'],
    ['https://picard.example/picard', '/.well-known/oauth-protected-resource/picard/mcp'],
    ['https://picard.example/a/b', '/.well-known/oauth-protected-resource/a/b/mcp'],
  ])('of %s lies at the root of its host', (publicUrl, path) => {
    expect(protectedResourceUrl(publicUrl)).toBe(`https://picard.example${path}`);
  });
});
