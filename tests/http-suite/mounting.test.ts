import { describe, expect, it } from 'vitest';
import { postJson, send } from './client.js';
import { hosts, serve } from './fixture.js';

describe.each(hosts)('mounting in $name', (host) => {
  it.each([undefined, '/picard', '/a/b'])('serves Picard under the prefix %s', async (prefix) => {
    await using served = await serve(host, { prefix });
    const live = await send(`${served.url}/health/live`);
    expect(live.status).toBe(200);
    expect(live.json()).toEqual({ status: 'ok' });
    const call = await postJson(
      `${served.url}/api/tools`,
      { tool: 'list_tags', data: {} },
      served.token(['memories:read']),
    );
    expect(call.json()).toMatchObject({ status: 'success' });
  });

  it('tells handlers the prefix, the path below it and the address of the client', async () => {
    await using served = await serve(host, { prefix: '/picard' });
    served.probe.answer('where', (request, { prefix, clientAddress }) =>
      Response.json({ url: request.url, prefix, clientAddress }),
    );
    const { json } = await send(`${served.url}/probe/where?a=1&b=%2F`);
    expect(json()).toEqual({
      url: `http://127.0.0.1:${served.port}/probe/where?a=1&b=%2F`,
      prefix: '/picard',
      clientAddress: expect.stringContaining('127.0.0.1'),
    });
  });

  it("leaves the host's own routes alone, at the root and beside a prefix", async () => {
    for (const prefix of [undefined, '/picard']) {
      await using served = await serve(host, { prefix });
      const hello = await send(`http://127.0.0.1:${served.port}/hello`);
      expect(hello.text).toBe('hello from the host');
    }
  });

  it('is not reached outside its prefix', async () => {
    await using served = await serve(host, { prefix: '/picard' });
    for (const path of ['/health/live', '/picardhealth/live', '/api/tools']) {
      expect((await send(`http://127.0.0.1:${served.port}${path}`)).status).toBe(404);
    }
  });

  it("does not claim the host's own /api", async () => {
    await using served = await serve(host);
    const response = await send(`${served.url}/api/orders`);
    expect(response.status).toBe(404);
    expect(response.text).not.toContain('not_found');
  });

  it('answers everything itself where nothing falls through', async () => {
    await using served = await serve(host, { prefix: '/picard', fallThrough: false });
    const response = await send(`${served.url}/api/orders`);
    expect(response.status).toBe(404);
    expect(response.json()).toMatchObject({ status: 'error', error: { code: 'not_found' } });
  });

  it.each(['/x/../health/live', '/health/./live', '/health\\live', '/%2e%2e/health/live'])(
    'does not let %s pass for another path',
    async (target) => {
      await using served = await serve(host);
      expect((await send(served.url, { target })).status).toBe(404);
    },
  );

  it('takes a request target in absolute form', async () => {
    await using served = await serve(host);
    const response = await send(served.url, { target: `${served.url}/health/live` });
    expect(response.status).toBe(200);
  });

  it.each(['not a host', 'a/b', 'x@y', 'localhost:99999'])('refuses the Host %j', async (name) => {
    await using served = await serve(host);
    const response = await send(`${served.url}/health/live`, { headers: { host: name } });
    expect(response.status).toBe(400);
    expect(response.json()).toMatchObject({ error: { code: 'invalid_input' } });
  });

  it('adds its cookies to those of the host, every one of them', async () => {
    await using served = await serve(host);
    served.probe.answer('cookies', () => {
      const headers = new Headers({ vary: 'Origin' });
      headers.append('set-cookie', 'a=1; Path=/');
      headers.append('set-cookie', 'b=2; Path=/, with comma');
      return new Response('ok', { headers });
    });
    const { headers } = await send(`${served.url}/probe/cookies`);
    const cookies = headers['set-cookie']?.map((cookie) => cookie.split(';')[0]);
    expect(cookies).toEqual(['host=1', 'a=1', 'b=2']);
    expect(headers.vary).toBe('Accept-Language, Origin');
  });

  it('passes a redirect on as it is', async () => {
    await using served = await serve(host);
    served.probe.answer('away', () => Response.redirect('https://elsewhere.example/', 303));
    const response = await send(`${served.url}/probe/away`);
    expect(response.status).toBe(303);
    expect(response.headers.location).toBe('https://elsewhere.example/');
    expect(response.headers['x-content-type-options']).toBe('nosniff');
  });

  it('answers HEAD with the headers of GET and no body', async () => {
    await using served = await serve(host);
    const head = await send(`${served.url}/health/live`, { method: 'HEAD' });
    expect(head.status).toBe(200);
    expect(head.headers['content-type']).toContain('application/json');
    expect(head.text).toBe('');
  });

  it.each([204, 304])('sends %i without a body', async (status) => {
    await using served = await serve(host);
    served.probe.answer('empty', () => new Response(null, { status, headers: { etag: '"x"' } }));
    const response = await send(`${served.url}/probe/empty`);
    expect(response.status).toBe(status);
    expect(response.headers.etag).toBe('"x"');
    expect(response.text).toBe('');
  });

  it('sends a complete body with its length', async () => {
    await using served = await serve(host);
    const { headers, text } = await send(`${served.url}/health/live`);
    expect(headers['content-length']).toBe(String(text.length));
    expect(headers['transfer-encoding']).toBeUndefined();
  });
});
