import type { McpHandler } from '@picard-mcp/http';
import { describe, expect, it } from 'vitest';
import { postJson, send } from './client.js';
import { hosts, serve } from './fixture.js';

/** Says what reached it. */
const mcp: McpHandler = {
  fetch: async (request, { principal, message }) =>
    Response.json({ method: request.method, scopes: principal.scopes, message }),
  close: async () => undefined,
};

const message = { jsonrpc: '2.0', id: 1, method: 'ping' };

describe.each(hosts)('/mcp through $name', (host) => {
  it.each(['none', 'json', 'raw'] as const)(
    'gets the caller and the message behind the parser "%s"',
    async (parser) => {
      await using served = await serve(host, { mcp, parser });
      const response = await postJson(
        `${served.url}/mcp`,
        message,
        served.token(['memories:read']),
      );
      expect(response.json()).toEqual({
        method: 'POST',
        scopes: ['memories:read'],
        message,
      });
    },
  );

  it.each(['GET', 'DELETE'])('passes %s on', async (method) => {
    await using served = await serve(host, { mcp });
    const response = await send(`${served.url}/mcp`, {
      method,
      headers: served.token(['memories:read']),
    });
    expect(response.json()).toMatchObject({ method });
  });

  it('refuses in JSON-RPC what never becomes a message', async () => {
    await using served = await serve(host, { mcp, maxBodyBytes: 500 });
    const url = `${served.url}/mcp`;
    const anonymous = await postJson(url, message);
    expect(anonymous.status).toBe(401);
    expect(anonymous.headers['www-authenticate']).toMatch(/^Bearer .*resource_metadata=/);
    expect(anonymous.json()).toMatchObject({
      jsonrpc: '2.0',
      id: null,
      error: { data: { code: 'unauthenticated' } },
    });
    const token = served.token(['memories:read']);
    const large = await postJson(url, { ...message, params: 'x'.repeat(600) }, token);
    expect(large.status).toBe(413);
    const broken = await send(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...token },
      body: '{',
    });
    expect(broken.status).toBe(400);
    expect(broken.json()).toMatchObject({ jsonrpc: '2.0', error: { code: -32_700 } });
    const put = await send(url, { method: 'PUT', headers: token });
    expect(put.status).toBe(405);
    expect(put.headers.allow).toContain('POST');
  });

  it('may be called by web pages of any origin, without credentials', async () => {
    await using served = await serve(host, { mcp, publicUrl: 'https://memory.example' });
    const origin = { origin: 'https://client.example' };
    const preflight = await send(`${served.url}/mcp`, {
      method: 'OPTIONS',
      headers: { ...origin, 'access-control-request-method': 'POST' },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers['access-control-allow-origin']).toBe('*');
    expect(preflight.headers['access-control-allow-credentials']).toBeUndefined();
    for (const name of [
      'authorization',
      'content-type',
      'mcp-session-id',
      'mcp-protocol-version',
      'mcp-method',
      'mcp-name',
      'last-event-id',
    ]) {
      expect(preflight.headers['access-control-allow-headers']?.toLowerCase()).toContain(name);
    }
    const refused = await postJson(`${served.url}/mcp`, message, origin);
    expect(refused.status).toBe(401);
    expect(refused.headers['access-control-allow-origin']).toBe('*');
    expect(refused.headers['access-control-expose-headers']).toContain('WWW-Authenticate');
    const rest = await postJson(`${served.url}/api/tools`, message, origin);
    expect(rest.headers['access-control-allow-origin']).toBeUndefined();
  });

  it('on loopback, answers neither a rebound name nor a foreign page', async () => {
    await using served = await serve(host, { mcp, publicUrl: 'http://localhost:8001' });
    const token = served.token(['memories:read']);
    const status = async (headers: Record<string, string>) =>
      (await postJson(`${served.url}/mcp`, message, { ...token, ...headers })).status;
    expect(await status({ host: 'evil.example' })).toBe(403);
    expect(await status({ host: 'localhost.evil.example:8001' })).toBe(403);
    expect(await status({ origin: 'https://evil.example' })).toBe(403);
    expect(await status({ origin: 'null' })).toBe(403);
    expect(await status({ host: 'localhost:1234', origin: 'http://127.0.0.1:6274' })).toBe(200);
    expect(await status({ host: '[::1]:8001' })).toBe(200);
  });

  it('answers the hosts that it is told to', async () => {
    await using served = await serve(host, {
      mcp,
      allowedHosts: ['memory.internal'],
      publicUrl: 'https://memory.example',
    });
    const token = served.token(['memories:read']);
    const status = async (name: string) =>
      (await postJson(`${served.url}/mcp`, message, { ...token, host: name })).status;
    expect(await status('memory.internal:8001')).toBe(200);
    expect(await status('memory.example')).toBe(200);
    expect(await status('other.example')).toBe(403);
  });

  it('does not exist where there is no MCP handler', async () => {
    await using served = await serve(host);
    expect((await postJson(`${served.url}/mcp`, message)).status).toBe(404);
  });
});
