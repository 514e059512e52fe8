import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type McpTestServer,
  resourceMetadataUrl,
  startMcpServer,
  type TestUser,
} from './mcp-server.js';
import { modernRequest, request } from './wire.js';

describe('the wire', () => {
  let server: McpTestServer;
  let user: TestUser;

  beforeAll(async () => {
    server = await startMcpServer({ maxBodyBytes: 100_000 });
    user = server.user();
  });
  afterAll(() => server.close());

  async function answer(body: unknown, headers?: Record<string, string>) {
    const response = await server.post(user.token, body, headers);
    const text = await response.text();
    const json = text === '' ? undefined : JSON.parse(text);
    return { status: response.status, headers: response.headers, json };
  }

  it('without a session answers GET, DELETE and others with 405', async () => {
    const headers = { authorization: `Bearer ${user.token}`, accept: 'text/event-stream' };
    for (const method of ['GET', 'DELETE', 'PUT']) {
      const response = await fetch(server.url, { method, headers });
      expect(response.status).toBe(405);
    }
    expect((await fetch(server.url, { headers })).headers.get('allow')).toBe('POST');
  });

  it.each([
    ['no JSON', '{"jsonrpc":', 400, -32700],
    ['no message', '{}', 400, -32600],
    ['a bare value', '7', 400, -32600],
    ['null', 'null', 400, -32600],
    ['an empty batch', '[]', 400, -32600],
    ['another version of JSON-RPC', { ...request('tools/list'), jsonrpc: '1.0' }, 400, -32600],
    ['a structured id', request('tools/list', {}, { a: 1 }), 400, -32600],
    ['a batch with rubbish in it', [request('tools/list'), 7], 400, -32600],
    ['a batch of 2026-07-28', [modernRequest('tools/list').body], 400, -32600],
  ])('refuses %s', async (_, body, status, code) => {
    expect(await answer(body)).toMatchObject({ status, json: { jsonrpc: '2.0', error: { code } } });
  });

  it('refuses another content type, and an Accept that cannot be met', async () => {
    const body = request('tools/list');
    expect((await answer(body, { 'content-type': 'text/plain' })).status).toBe(415);
    expect((await answer(body, { accept: 'text/html' })).status).toBe(406);
  });

  it('refuses too large a body and too deep a nesting', async () => {
    const text = 'x'.repeat(100_000);
    expect((await answer(request('tools/call', { text }))).status).toBe(413);
    expect((await answer('['.repeat(50_000))).status).toBe(400);
  });

  it.each([
    ['1e999', 'a number beyond all bounds'],
    ['123456789012345678901234567890', 'a number beyond precision'],
    ['-0', 'minus zero'],
    ['"ten"', 'a word'],
    ['{"__proto__":{"limit":1}}', 'an object'],
  ])('refuses %s (%s) where a number belongs', async (limit) => {
    const call = `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"query_memory","arguments":{"query":"x","limit":${limit}}}}`;
    const { json } = await answer(call);
    expect(json.result.isError).toBe(true);
    expect(JSON.parse(json.result.content[0].text)).toMatchObject({
      code: 'invalid_input',
      details: { field: 'limit' },
    });
  });

  it.each([
    ['tools/call', {}],
    ['tools/call', { name: 7 }],
    ['tools/call', { name: 'get_memories', arguments: [] }],
    ['resources/read', {}],
    ['resources/read', { uri: 7 }],
    ['resources/read', { uri: 'x'.repeat(5_000) }],
    ['tools/list', { cursor: 7 }],
    ['resources/list', { cursor: 7 }],
    ['resources/templates/list', { cursor: 7 }],
    ['completion/complete', { ref: 'x' }],
  ])('answers %s with parameters %j as invalid', async (method, params) => {
    const modern = modernRequest(method, params);
    for (const { json } of [
      await answer(request(method, params)),
      await answer(modern.body, {
        ...modern.headers,
        ...('uri' in params && { 'mcp-name': String(params.uri) }),
      }),
    ]) {
      expect(json.error).toMatchObject({ code: -32602 });
    }
  });

  it('answers an unknown method by its era', async () => {
    expect(await answer(request('memories/forget'))).toMatchObject({
      status: 200,
      json: { id: 1, error: { code: -32601 } },
    });
    const modern = modernRequest('memories/forget');
    expect(await answer(modern.body, modern.headers)).toMatchObject({
      status: 404,
      json: { error: { code: -32601 } },
    });
  });

  it.each(['logging/setLevel', 'resources/subscribe'])(
    'does not know %s without a session',
    async (method) => {
      const params = { uri: 'memories://1', level: 'debug' };
      const { json } = await answer(request(method, params));
      expect(json.error.code).toBe(-32601);
    },
  );

  it('answers a batch of 2025-03-26 message by message', async () => {
    const { json } = await answer([
      request('ping', {}, 'a'),
      { jsonrpc: '2.0', method: 'notifications/initialized' },
      request('tools/call', { name: 'list_tags', arguments: {} }, 'b'),
      request('nonsense', {}, 'c'),
    ]);
    expect(json).toMatchObject([
      { id: 'a', result: {} },
      { id: 'b', result: { structuredContent: { tags: [] } } },
      { id: 'c', error: { code: -32601 } },
    ]);
  });

  it('takes notifications without an answer', async () => {
    const { status, json } = await answer({ jsonrpc: '2.0', method: 'notifications/initialized' });
    expect({ status, json }).toEqual({ status: 202, json: undefined });
  });

  it('checks the headers of 2026-07-28 against the body', async () => {
    const { body, headers } = modernRequest('tools/call', { name: 'list_tags', arguments: {} });
    expect((await answer(body, headers)).status).toBe(200);
    for (const wrong of [
      { ...headers, 'mcp-name': 'delete_memory' },
      { ...headers, 'mcp-method': 'tools/list' },
      { 'mcp-protocol-version': '2026-07-28' },
    ]) {
      expect((await answer(body, wrong)).status).toBe(400);
    }
  });

  it('says how long an answer of 2026-07-28 is fresh, and for whom', async () => {
    const freshness = async (method: string, params = {}) => {
      const { body, headers } = modernRequest(method, params);
      const { ttlMs, cacheScope } = (await answer(body, headers)).json.result;
      return { ttlMs, cacheScope };
    };
    const { id } = await user.picard.memories.submit({ text: 'Private.' });
    for (const method of ['server/discover', 'tools/list', 'resources/templates/list']) {
      expect(await freshness(method)).toEqual({ ttlMs: 300_000, cacheScope: 'public' });
    }
    const nothing = { ttlMs: 0, cacheScope: 'private' };
    expect(await freshness('resources/list')).toEqual(nothing);
    expect(await freshness('resources/read', { uri: `memories://${id}` })).toEqual(nothing);
  });

  describe('asks for a scope that the token lacks', () => {
    const submit = { name: 'submit_memory', arguments: { text: 'x' } };

    it.each([
      ['tools/call', submit, ['memories:read'], 'memories:write'],
      ['tools/call', { name: 'get_memories' }, [], 'memories:read'],
      ['resources/list', {}, [], 'memories:read'],
      ['resources/read', { uri: 'memories://1' }, [], 'memories:read'],
      ['completion/complete', {}, [], 'memories:read'],
    ] as const)('%s of %j', async (method, params, scopes, scope) => {
      const token = server.token(user.id, { scopes });
      const modern = modernRequest(method, params);
      for (const response of [
        await server.post(token, request(method, params)),
        await server.post(token, modern.body, modern.headers),
      ]) {
        expect(response.status).toBe(403);
        expect(response.headers.get('www-authenticate')).toContain(
          `Bearer error="insufficient_scope", scope="${[...scopes, scope].join(' ')}", resource_metadata="${resourceMetadataUrl}", `,
        );
        expect(await response.json()).toMatchObject({
          error: { data: { code: 'insufficient_scope' } },
        });
      }
    });

    it('but shows every tool to a token without any', async () => {
      const token = server.token(user.id, { scopes: [] });
      const response = await server.post(token, request('tools/list'));
      expect((await response.json()).result.tools).toContainEqual(
        expect.objectContaining({ name: 'submit_memory' }),
      );
    });

    it('in the result, for a call within a batch', async () => {
      const token = server.token(user.id, { scopes: ['memories:read'] });
      const batch = [request('tools/call', submit), request('ping', {}, 2)];
      const response = await server.post(token, batch);
      expect(response.status).toBe(200);
      const [call] = await response.json();
      expect(call.result.isError).toBe(true);
      expect(JSON.parse(call.result.content[0].text)).toMatchObject({ code: 'insufficient_scope' });
    });
  });

  it('tells nothing of what broke inside', async () => {
    const broken = await startMcpServer({
      library: {
        cipher: {
          seal: () => Promise.reject(new Error('key 7 of the ring is unreadable')),
          open: () => Promise.reject(new Error('key 7 of the ring is unreadable')),
        },
      },
    });
    const call = { name: 'submit_memory', arguments: { text: 'x' } };
    const response = await broken.post(broken.user().token, request('tools/call', call));
    const { result } = await response.json();
    expect(result).toMatchObject({ isError: true });
    expect(JSON.parse(result.content[0].text)).toEqual({
      code: 'internal',
      message: expect.not.stringContaining('key'),
    });
    await broken.close();
  });
});
