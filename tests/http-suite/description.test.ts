import type { OpenApiPart } from '@picard-mcp/http';
import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, it } from 'vitest';
import { open, send } from './client.js';
import { hosts, serve } from './fixture.js';

describe.each(hosts)('the description through $name', (host) => {
  it('is a valid OpenAPI 3.1 document of every tool', async () => {
    await using served = await serve(host, {
      publicUrl: 'https://memory.example/picard',
      mcp: { fetch: async () => new Response(), close: async () => undefined },
    });
    const document = (await send(`${served.url}/openapi.json`)).json() as {
      openapi: string;
      servers: unknown;
      paths: Record<string, object>;
      components: { schemas: Record<string, object> };
    };
    expect(await new Validator().validate(document)).toMatchObject({ valid: true });
    expect(document.openapi).toMatch(/^3\.1/);
    expect(document.servers).toEqual([{ url: 'https://memory.example/picard' }]);
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining(['/api/tools', '/health', '/health/live', '/openapi.json', '/mcp']),
    );
  });

  it('has the parts of further handlers in it', async () => {
    const part: OpenApiPart = {
      paths: { '/token': { post: { responses: { 200: { description: 'A token.' } } } } },
      components: { schemas: { Token: { type: 'string' } } },
      tags: [{ name: 'OAuth' }],
    };
    await using served = await serve(host, {
      handlers: [{ handles: () => false, fetch: async () => new Response(), openApi: part }],
    });
    const document = (await send(`${served.url}/openapi.json`)).json() as Record<string, unknown>;
    expect(await new Validator().validate(document)).toMatchObject({ valid: true });
    expect(document).toMatchObject({
      paths: { ...part.paths, '/api/tools': {} },
      components: { schemas: { ...part.components?.schemas, Memory: {} } },
      tags: expect.arrayContaining([{ name: 'OAuth' }]),
    });
  });

  it('shows itself in a page of which every file is local', async () => {
    await using served = await serve(host, { prefix: '/picard' });
    const url = `${served.url}/docs`;
    const page = await send(url);
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    const references = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(
      ([, path]) => path ?? '',
    );
    expect(references.length).toBeGreaterThan(3);
    for (const reference of references) {
      const file = await send(new URL(reference, url).href);
      expect([reference, file.status]).toEqual([reference, 200]);
      expect(new URL(reference, url).origin).toBe(new URL(url).origin);
      expect(file.headers['x-content-type-options']).toBe('nosniff');
    }
  });

  it('allows the page no inline script, no frame and no other host', async () => {
    await using served = await serve(host);
    const { headers, text } = await send(`${served.url}/docs`);
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(text).not.toMatch(/<script>|<style|style="|onload=/);
  });

  it('is sent again only when it has changed', async () => {
    await using served = await serve(host);
    for (const path of ['/openapi.json', '/docs', '/docs/swagger-ui.css']) {
      const first = await open(`${served.url}${path}`);
      const etag = String(first.headers.etag);
      first.resume();
      const again = await send(`${served.url}${path}`, {
        headers: { 'if-none-match': `"x", W/${etag}` },
      });
      expect([path, again.status, again.text]).toEqual([path, 304, '']);
    }
  });

  it('leads from /docs/ to /docs, under any prefix', async () => {
    await using served = await serve(host, { prefix: '/picard' });
    const { status, headers } = await send(`${served.url}/docs/`);
    expect(status).toBe(308);
    expect(new URL(String(headers.location), `${served.url}/docs/`).pathname).toBe('/picard/docs');
  });

  it.each([
    '/docs/package.json',
    '/docs/index.html',
    '/docs/../package.json',
    '/docs/..%2fpackage.json',
    '/docs/%2e%2e/package.json',
    '/docs/..%5cpackage.json',
    '/docs//etc/passwd',
    '/docs/%2fetc%2fpasswd',
    '/docs/constructor',
    '/docs/__proto__',
    '/docs/swagger-ui.css%00',
  ])('has no file %s', async (target) => {
    await using served = await serve(host);
    expect((await send(served.url, { target })).status).toBe(404);
  });
});
