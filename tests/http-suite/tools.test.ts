import { type IncomingMessage, request } from 'node:http';
import { PicardError } from '@picard-mcp/core';
import { describe, expect, it } from 'vitest';
import { postJson, send } from './client.js';
import { deferred } from './deferred.js';
import { hosts, serve } from './fixture.js';

const call = (tool: string, data: unknown = {}) => ({ tool, data });

describe.each(hosts)('/api/tools through $name', (host) => {
  it('calls a tool for the caller', async () => {
    await using served = await serve(host);
    const token = served.token(['memories:write']);
    const url = `${served.url}/api/tools`;
    const submitted = await postJson(
      url,
      call('submit_memory', { text: 'I prefer aisle seats.' }),
      token,
    );
    expect(submitted.status).toBe(200);
    expect(submitted.headers['cache-control']).toBe('no-store');
    expect(submitted.json()).toMatchObject({
      status: 'success',
      data: { text: 'I prefer aisle seats.', permission: 'private' },
    });
    const found = await postJson(url, call('query_memory', { query: 'aisle seats' }), token);
    expect(found.json()).toMatchObject({ data: { memories: [{ text: 'I prefer aisle seats.' }] } });
    const others = await postJson(url, call('get_memories'), served.token(['memories:read']));
    expect(others.json()).toMatchObject({ data: { memories: [] } });
  });

  it('takes any JSON content type in UTF-8', async () => {
    await using served = await serve(host);
    const token = served.token(['memories:read']);
    for (const type of [
      'application/json; charset=UTF-8',
      'application/vnd.picard+json',
      'APPLICATION/JSON',
    ]) {
      const headers = { 'content-type': type, ...token };
      expect((await postJson(`${served.url}/api/tools`, call('list_tags'), headers)).status).toBe(
        200,
      );
    }
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/json; charset=latin1',
    'application/jsonx',
    '',
  ])('refuses the content type %j', async (type) => {
    await using served = await serve(host);
    const headers = { 'content-type': type, ...served.token(['memories:read']) };
    const response = await postJson(`${served.url}/api/tools`, call('list_tags'), headers);
    expect(response.status).toBe(415);
    expect(response.json()).toMatchObject({ error: { code: 'unsupported_media_type' } });
  });

  it('refuses a compressed body, which nobody here unpacks', async () => {
    await using served = await serve(host);
    const headers = { 'content-encoding': 'gzip', ...served.token(['memories:read']) };
    expect((await postJson(`${served.url}/api/tools`, call('list_tags'), headers)).status).toBe(
      415,
    );
  });

  it.each([
    ['an empty body', ''],
    ['malformed JSON', '{"tool":'],
    ['bytes that are not UTF-8', Buffer.from('{"tool":"\xff"}', 'latin1')],
    ['a list', '[]'],
    ['null', 'null'],
    ['no tool', '{}'],
    ['deep nesting', `${'['.repeat(200_000)}${']'.repeat(200_000)}`],
    [
      'deep nesting of data',
      `{"tool":"submit_memory","data":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}`,
    ],
  ])('refuses %s', async (_, body) => {
    await using served = await serve(host);
    const response = await send(`${served.url}/api/tools`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...served.token(['memories:write']) },
      body,
    });
    expect(response.status).toBe(400);
    expect(response.json()).toMatchObject({ status: 'error', error: { code: 'invalid_input' } });
  });

  it('names unknown and wrong fields, of the envelope and of the data', async () => {
    await using served = await serve(host);
    const token = served.token(['memories:write']);
    const field = async (body: object) => {
      const response = await postJson(`${served.url}/api/tools`, body, token);
      expect(response.status).toBe(400);
      return (response.json() as { error: { details: { field: string } } }).error.details.field;
    };
    expect(await field({ ...call('list_tags'), extra: 1 })).toBe('extra');
    expect(await field({ tool: 7 })).toBe('tool');
    expect(await field(call('submit_memory', { text: '' }))).toBe('text');
    expect(await field(call('submit_memory', { text: 'x', txet: 'y' }))).toBe('txet');
    expect(await field(call('submit_memory', []))).toBe('input');
  });

  it('is not harmed by keys named __proto__', async () => {
    await using served = await serve(host);
    for (const body of [
      '{"__proto__":{"tool":"list_tags"}}',
      '{"tool":"__proto__"}',
      '{"tool":"constructor"}',
    ]) {
      const response = await send(`${served.url}/api/tools`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...served.token(['memories:write']) },
        body,
      });
      expect([400, 404]).toContain(response.status);
    }
    expect(({} as { tool?: unknown }).tool).toBeUndefined();
  });

  it('refuses a body beyond the limit by its length, before any of it is sent', async () => {
    await using served = await serve(host, { maxBodyBytes: 1_000 });
    const headers = {
      'content-type': 'application/json',
      'content-length': '2000',
      ...served.token(['memories:write']),
    };
    const url = `${served.url}/api/tools`;
    const { promise, resolve } = deferred<IncomingMessage>();
    const req = request(url, { method: 'POST', headers, agent: false }, resolve);
    req.on('error', () => undefined).flushHeaders();
    const response = await promise;
    expect(response.statusCode).toBe(413);
    expect(JSON.parse(String(await response.toArray()))).toMatchObject({
      error: { code: 'payload_too_large', details: { max_bytes: 1_000 } },
    });
    req.destroy();
  });

  it('refuses a chunked body as soon as it is beyond the limit', async () => {
    await using served = await serve(host, { maxBodyBytes: 100_000 });
    const response = await send(`${served.url}/api/tools`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...served.token(['memories:write']) },
      body: Array.from({ length: 200 }, () => ' '.repeat(10_000)),
    });
    expect(response.status).toBe(413);
  });

  it('answers an unknown tool, path and method', async () => {
    await using served = await serve(host);
    const url = `${served.url}/api/tools`;
    const unknown = await postJson(url, call('no_such_tool'), served.token(['memories:read']));
    expect(unknown.status).toBe(404);
    expect((await send(`${url}/x`)).json()).toMatchObject({ error: { code: 'not_found' } });
    const wrong = await send(url, { method: 'PUT' });
    expect(wrong.status).toBe(405);
    expect(wrong.headers.allow).toBe('POST');
  });

  it('gives the status, code and headers of whatever an operation fails with, and nothing of its cause', async () => {
    const cause = new Error('SELECT secret FROM memories -- at /srv/store.ts:12');
    const failures: [unknown, number, string][] = [
      [new PicardError('conflict', 'It has changed.', { cause }), 409, 'conflict'],
      [new PicardError('unprocessable', 'No.', { cause }), 422, 'unprocessable'],
      [new PicardError('rate_limited', 'Slower.', { retryAfter: 2.5, cause }), 429, 'rate_limited'],
      [new PicardError('unavailable', 'Later.', { cause }), 503, 'unavailable'],
      [new PicardError('internal', 'SELECT broke', { cause }), 500, 'internal'],
      [cause, 500, 'internal'],
      ['a thrown string with SELECT', 500, 'internal'],
    ];
    for (const [failure, status, code] of failures) {
      await using served = await serve(host, {
        verifier: {
          async verify() {
            throw failure;
          },
        },
      });
      const headers = { authorization: 'Bearer x', 'x-request-id': 'trace-7' };
      const response = await postJson(`${served.url}/api/tools`, call('list_tags'), headers);
      expect(response.status).toBe(status);
      expect(response.json()).toMatchObject({ status: 'error', error: { code } });
      expect(response.text + JSON.stringify(response.headers)).not.toMatch(/SELECT|srv|\bat /);
      expect(response.headers['x-request-id']).toBe('trace-7');
      if (code === 'rate_limited') expect(response.headers['retry-after']).toBe('3');
      if (code === 'internal')
        expect(served.log).toMatchObject([{ fields: { request_id: 'trace-7' } }]);
    }
  });

  it.each(['line\u00e9break', 'a'.repeat(129), 'a b'])(
    'replaces the request id %j, unfit for a log',
    async (id) => {
      await using served = await serve(host);
      const { headers } = await send(`${served.url}/health/live`, {
        headers: { 'x-request-id': id },
      });
      expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    },
  );
});
