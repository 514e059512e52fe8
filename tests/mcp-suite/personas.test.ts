import { PicardError } from '@picard-mcp/core';
import { type Script, scriptedModel } from '@picard-mcp/core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AnyClient, clients, connectModern, connectV1, connectV2 } from './clients.js';
import { type McpTestServer, startMcpServer, type TestUser } from './mcp-server.js';
import { allMessages, modernRequest, request } from './wire.js';

/** Messages of one text each. */
const textsOf = ({ messages }: Awaited<ReturnType<AnyClient['getPrompt']>>) =>
  messages.map(({ role, content }) => {
    expect(role).toBe('user');
    return content.type === 'text' ? content.text : '';
  });

describe.each(clients)('personas, by the %s', (_, connect) => {
  let server: McpTestServer;
  let user: TestUser;
  let client: AnyClient;

  beforeAll(async () => {
    server = await startMcpServer();
    user = server.user();
    ({ client } = await connect(server, user.token));
    await user.picard.memories.submit({ text: 'Drinks green tea.', tags: ['tea'] });
    await user.picard.memories.submit({ text: 'Works in Bergen.', category: 'work' });
    await user.picard.personas.create({
      name: 'At work',
      description: 'Knows the office.',
      instructions: 'Be formal.',
      memoryFilter: { category: 'work' },
    });
    await server.user().picard.personas.create({ name: 'Of somebody else' });
  });
  afterAll(async () => {
    await client.close();
    await server.close();
  });

  it('answer through the tools, as structured content', async () => {
    await client.listTools();
    const call = { user_id: user.id, prompt: 'Which tea?' };
    const { structuredContent } = await client.callTool({ name: 'query_user', arguments: call });
    expect(structuredContent).toMatchObject({
      response: expect.stringContaining('“Drinks green tea.” [m1]'),
      memories: [{ label: 'm1', text: 'Drinks green tea.' }],
      model: 'picard-extractive-1',
    });
  });

  it('are prompts of their owner, beside recall', async () => {
    const { prompts } = await client.listPrompts();
    expect(prompts).toMatchObject([
      { name: 'recall', arguments: [{ name: 'query', required: true }] },
      { name: 'answer_as_default', title: 'Answer as Default' },
      {
        name: 'answer_as_at_work',
        title: 'Answer as At work',
        description: 'Knows the office.',
        arguments: [{ name: 'question', required: true }],
      },
    ]);
    expect(prompts).toHaveLength(3);
  });

  it('bring their memories and instructions into the conversation', async () => {
    const question = { question: 'Where is the office?' };
    const name = 'answer_as_at_work';
    const texts = textsOf(await client.getPrompt({ name, arguments: question }));
    expect(texts[0]).toContain('{"name":"At work","instructions":"Be formal."}');
    expect(texts[0]).toContain('Works in Bergen.');
    expect(texts[0]).not.toContain('green tea');
    expect(texts[1]).toBe('Where is the office?');
  });

  it('let recall bring the memories nearest in meaning', async () => {
    const [memories = '', asked] = textsOf(
      await client.getPrompt({ name: 'recall', arguments: { query: 'green tea' } }),
    );
    const lines = memories.split('\n').filter((line) => line.startsWith('{'));
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ label: 'm1', text: 'Drinks green tea.' });
    expect(asked).toBe('green tea');
  });

  it('complete what recall is asked by the caller’s tags', async () => {
    const complete = async (name: string, argument: { name: string; value: string }) =>
      (await client.complete({ ref: { type: 'ref/prompt', name }, argument })).completion.values;
    expect(await complete('recall', { name: 'query', value: 'T' })).toEqual(['tea']);
    expect(await complete('recall', { name: 'query', value: 'x' })).toEqual([]);
    expect(await complete('answer_as_default', { name: 'question', value: 'T' })).toEqual([]);
    for (const [name, argument] of [
      ['recall', 'question'],
      ['nothing', 'query'],
    ] as const) {
      await expect(complete(name, { name: argument, value: '' })).rejects.toMatchObject({
        code: -32602,
      });
    }
  });

  it.each([
    ['answer_as_of_somebody_else', { question: 'x' }],
    ['answer_as_default', undefined],
    ['answer_as_default', { query: 'x' }],
    ['answer_as_default', { question: ' ' }],
    ['recall', { query: 'x', limit: '5' }],
    ['recall', { query: '' }],
    ['__proto__', { query: 'x' }],
  ])('refuse the prompt %s with %j', async (name, given) => {
    const refused = client.getPrompt({ name, ...(given && { arguments: given }) });
    await expect(refused).rejects.toMatchObject({ code: -32602 });
  });
});

describe('an answer that is written piece by piece', () => {
  const pieces = ['Green', ' tea [m', '1]', ' and [m9]', ' milk.'];
  const response = 'Green tea [m1] and milk.';
  const speaking: Script = async (_, { onText }) => {
    for (const piece of pieces) {
      onText?.(piece);
      await new Promise(setImmediate);
    }
    return pieces.join('');
  };

  async function start(script: Script, mode: 'stateless' | 'stateful' = 'stateless') {
    const server = await startMcpServer({
      mode,
      progressIntervalMs: 1,
      library: { languageModel: scriptedModel(script) },
    });
    const user = server.user();
    await user.picard.memories.submit({ text: 'Drinks green tea.' });
    const call = { name: 'query_user', arguments: { user_id: user.id, prompt: 'Which tea?' } };
    return { server, user, call };
  }

  it.each([
    ['v1 client', connectV1, 'stateless'],
    ['v1 client in a session', connectV1, 'stateful'],
    ['v2 client', connectV2, 'stateless'],
    ['v2 client, 2026-07-28', connectModern, 'stateless'],
  ] as const)('reaches a %s as messages of ever greater progress', async (_, connect, mode) => {
    const { server, user, call } = await start(speaking, mode);
    const { client } = await connect(server, user.token);
    const heard: { progress: number; message?: string | undefined }[] = [];
    const onprogress = (news: (typeof heard)[number]) => heard.push(news);
    const { structuredContent } =
      connect === connectV1
        ? await (client as Awaited<ReturnType<typeof connectV1>>['client']).callTool(
            call,
            undefined,
            { onprogress },
          )
        : await (client as Awaited<ReturnType<typeof connectV2>>['client']).callTool(call, {
            onprogress,
          });
    expect(structuredContent).toMatchObject({ response });
    expect(heard.map(({ message = '' }) => message).join('')).toBe(response);
    const progress = heard.map((news) => news.progress);
    expect(progress).toEqual([...new Set(progress)].sort((a, b) => a - b));
    expect(heard.filter(({ message }) => message).length).toBeGreaterThan(1);
    await client.close();
    await server.close();
  });

  it.each(['2025', '2026'] as const)(
    'comes before its result, and not at all unasked (%s)',
    async (era) => {
      const { server, user, call } = await start(speaking);
      const post = (params: Record<string, unknown>) => {
        const modern = modernRequest('tools/call', params);
        if (era === '2025') return server.post(user.token, request('tools/call', params));
        const { _meta } = modern.body.params as { _meta: object };
        const given = (params._meta ?? {}) as object;
        const body = { ...modern.body, params: { ...params, _meta: { ..._meta, ...given } } };
        return server.post(user.token, body, modern.headers);
      };
      const silent = await post(call);
      expect(silent.headers.get('content-type')).toMatch(/^application\/json/);
      expect(await silent.json()).toMatchObject({ result: { structuredContent: { response } } });
      const streamed = await post({ ...call, _meta: { progressToken: 'p' } });
      const messages = await allMessages(streamed);
      expect(messages.at(-1)).toMatchObject({ result: { structuredContent: { response } } });
      const news = messages.slice(0, -1);
      expect(news.length).toBeGreaterThan(1);
      for (const message of news) {
        expect(message).toMatchObject({
          method: 'notifications/progress',
          params: { progressToken: 'p' },
        });
      }
      await server.close();
    },
  );

  it('ends with the error when the model fails amid it', async () => {
    const { server, user, call } = await start((_, { onText }) => {
      onText?.('Green');
      throw new PicardError('unavailable', 'The connection was cut.');
    });
    const { client } = await connectModern(server, user.token);
    const heard: string[] = [];
    const result = await client.callTool(call, {
      onprogress: ({ message }) => void heard.push(message ?? ''),
    });
    expect(result.isError).toBe(true);
    expect(JSON.stringify(result.content)).toContain('The connection was cut.');
    expect(heard.join('')).toBe('Green');
    await client.close();
    await server.close();
  });

  it.each([connectV1, connectModern])('stops the model when its caller leaves', async (connect) => {
    let stopped: (reason: unknown) => void = () => undefined;
    const left = new Promise((resolve) => {
      stopped = resolve;
    });
    let begun: () => void = () => undefined;
    const asked = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const { server, user, call } = await start((_, { signal }) => {
      begun();
      return new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => {
          stopped(signal.reason);
          reject(signal.reason);
        });
      });
    });
    const { client } = await connect(server, user.token);
    const leaving = new AbortController();
    const modern = modernRequest('tools/call', call);
    const [body, headers] =
      connect === connectV1
        ? [request('tools/call', call), {}]
        : [modern.body, modern.headers as Record<string, string>];
    const waiting = fetch(server.url, {
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
    await asked;
    leaving.abort();
    await expect(waiting).rejects.toThrow();
    await left;
    await client.close();
    await server.close();
  });
});

describe('a token without the scope to read', () => {
  it.each(['prompts/list', 'prompts/get'])('is challenged for %s', async (method) => {
    const server = await startMcpServer();
    const token = server.token(server.user().id, { scopes: [] });
    const response = await server.post(token, request(method, { name: 'recall' }));
    expect(response.status).toBe(403);
    expect(response.headers.get('www-authenticate')).toContain('scope="memories:read"');
    await server.close();
  });
});
