import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectModern, connectV1 } from './clients.js';
import { type ControllableEmbedder, controllableEmbedder } from './controllable-embedder.js';
import { type McpTestServer, startMcpServer, type TestUser } from './mcp-server.js';
import { allMessages, modernRequest, request } from './wire.js';

const query = { name: 'query_memory', arguments: { query: 'seat' } };

describe('an exchange', () => {
  let embedder: ControllableEmbedder;
  let server: McpTestServer;
  let user: TestUser;

  beforeEach(async () => {
    embedder = controllableEmbedder();
    server = await startMcpServer({ progressIntervalMs: 1, library: { embedder } });
    user = server.user();
  });
  afterEach(async () => {
    embedder.answer();
    await server.close();
  });

  it.each([
    ['v1 client', connectV1],
    ['v2 client, 2026-07-28', connectModern],
  ])('tells a %s that asked for progress that the work goes on', async (_, connect) => {
    const { client } = await connect(server, user.token);
    const progress: number[] = [];
    const onprogress = (news: { progress: number }) => {
      progress.push(news.progress);
      if (progress.length === 3) embedder.answer();
    };
    const { structuredContent } =
      'setLoggingLevel' in client && 'listen' in client
        ? await client.callTool(query, { onprogress })
        : await client.callTool(query, undefined, { onprogress });
    expect(structuredContent).toEqual({ memories: [] });
    expect(progress.slice(0, 3)).toEqual([1, 2, 3]);
    await client.close();
  });

  it('without progress is plain JSON in both eras', async () => {
    embedder.answer();
    const { body, headers } = modernRequest('tools/call', query);
    for (const response of [
      await server.post(user.token, body, headers),
      await server.post(user.token, request('tools/call', query)),
    ]) {
      expect(response.headers.get('content-type')).toMatch(/^application\/json/);
      expect(await response.json()).toMatchObject({
        result: { structuredContent: { memories: [] } },
      });
    }
  });

  it.each([
    ['2025', {}],
    ['2026', modernRequest('tools/call', query)],
  ] as const)('of %s is given up when its caller leaves', async (_, modern) => {
    const { body, headers } = {
      body: request('tools/call', query),
      headers: {},
      ...modern,
    };
    const leaving = new AbortController();
    const asked = embedder.asked();
    const answer = fetch(server.url, {
      method: 'POST',
      signal: leaving.signal,
      headers: {
        authorization: `Bearer ${user.token}`,
        accept: 'application/json, text/event-stream',
        'content-type': 'application/json',
        ...headers,
      },
      body: JSON.stringify(body),
    });
    const signal = await asked;
    leaving.abort();
    await expect(answer).rejects.toThrow();
    await expect.poll(() => signal.aborted).toBe(true);
  });

  it.each([
    ['2025', { body: request('tools/call', query), headers: {} }],
    ['2026', modernRequest('tools/call', query)],
  ])(
    'of %s that began before the server closes is finished, and later ones are refused',
    async (_, { body, headers }) => {
      const asked = embedder.asked();
      const answer = server.post(user.token, body, headers);
      await asked;
      const closed = server.mcp.close();
      const refused = await server.post(user.token, request('tools/list'));
      expect(refused.status).toBe(503);
      expect(refused.headers.get('retry-after')).toMatch(/^\d+$/);
      embedder.answer();
      await closed;
      expect(await (await answer).json()).toMatchObject({
        result: { structuredContent: { memories: [] } },
      });
    },
  );
});

describe('an exchange in a session', () => {
  it('is given up when its client cancels it', async () => {
    const embedder = controllableEmbedder();
    const server = await startMcpServer({ mode: 'stateful', library: { embedder } });
    const { client } = await connectV1(server, server.user().token);
    const cancelling = new AbortController();
    const asked = embedder.asked();
    const answer = client.callTool(query, undefined, { signal: cancelling.signal });
    const signal = await asked;
    cancelling.abort();
    await expect(answer).rejects.toThrow();
    await expect.poll(() => signal.aborted).toBe(true);
    await client.close();
    await server.close();
  });

  it('is finished when the server closes meanwhile', async () => {
    const embedder = controllableEmbedder();
    const server = await startMcpServer({ mode: 'stateful', library: { embedder } });
    const { client } = await connectV1(server, server.user().token);
    const asked = embedder.asked();
    const answer = client.callTool(query);
    await asked;
    const closed = server.mcp.close();
    embedder.answer();
    await closed;
    expect((await answer).structuredContent).toEqual({ memories: [] });
    await client.close();
    await server.close();
  });

  it('keeps the answers of one client at a time apart', async () => {
    const server = await startMcpServer({ mode: 'stateful' });
    const { client } = await connectV1(server, server.user().token);
    const texts = Array.from({ length: 50 }, (_, n) => `Memory ${n}`);
    const answers = await Promise.all(
      texts.map((text) => client.callTool({ name: 'submit_memory', arguments: { text } })),
    );
    const returned = answers.map(({ structuredContent }) => structuredContent);
    expect(returned).toMatchObject(texts.map((text) => ({ text })));
    await client.close();
    await server.close();
  });
});

describe('the callers of one handler', () => {
  it('never get what is for another, however they interleave', async () => {
    const server = await startMcpServer();
    const users = Array.from({ length: 8 }, () => server.user());
    await Promise.all(users.map(({ id, picard }) => picard.memories.submit({ text: id })));
    const rounds = Array.from({ length: 15 }, () => users).flat();
    await Promise.all(
      rounds.map(async ({ id, token }, n) => {
        const call = { name: 'get_memories', arguments: {} };
        const modern = modernRequest('tools/call', call);
        const response =
          n % 2 === 0
            ? await server.post(token, modern.body, modern.headers)
            : await server.post(token, request('tools/call', call));
        const { result } = await response.json();
        expect(result.structuredContent.memories).toMatchObject([{ text: id, user_id: id }]);
      }),
    );
    await server.close();
  });
});

describe('an event stream', () => {
  it('carries the answer of a 2025-era call that asked for progress', async () => {
    const server = await startMcpServer();
    const params = { ...query, _meta: { progressToken: 'p' } };
    const response = await server.post(server.user().token, request('tools/call', params));
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    const received = await allMessages(response);
    expect(received).toMatchObject([{ id: 1, result: { structuredContent: { memories: [] } } }]);
    await server.close();
  });
});
