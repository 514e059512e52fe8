import { newId } from '@picard-mcp/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AnyClient, clients } from './clients.js';
import { type McpTestServer, startMcpServer, type TestUser } from './mcp-server.js';

const expectedTools = [
  'submit_memory',
  'get_memory',
  'get_memories',
  'retrieve_memories',
  'update_memory',
  'delete_memory',
  'modify_permissions',
  'query_memory',
  'query_user',
  'batch_submit_memories',
  'batch_update_memories',
  'batch_delete_memories',
  'batch_modify_permissions',
  'list_tags',
  'list_categories',
  'rename_tag',
  'rename_category',
  'create_group',
  'update_group',
  'delete_group',
  'list_groups',
  'add_group_members',
  'remove_group_members',
  'create_persona',
  'update_persona',
  'delete_persona',
  'list_personas',
  'query_persona',
];

describe.each(clients)('tools, by the %s', (_, connect) => {
  let server: McpTestServer;
  let user: TestUser;
  let client: AnyClient;

  beforeAll(async () => {
    server = await startMcpServer({ name: 'picard-under-test', version: '1.2.3' });
    user = server.user();
    ({ client } = await connect(server, user.token));
  });
  afterAll(async () => {
    await client.close();
    await server.close();
  });

  async function call(name: string, input?: Record<string, unknown>) {
    return client.callTool({ name, ...(input && { arguments: input }) });
  }

  function errorOf(result: Awaited<ReturnType<typeof call>>) {
    expect(result.isError).toBe(true);
    expect(result.structuredContent).toBeUndefined();
    const [content] = result.content;
    if (content?.type !== 'text') throw new Error('an error has a text');
    return JSON.parse(content.text) as { code: string; message: string; details?: unknown };
  }

  it('introduces itself', () => {
    expect(client.getServerVersion()).toMatchObject({
      name: 'picard-under-test',
      version: '1.2.3',
    });
    expect(client.getInstructions()).toContain('query_memory');
    expect(client.getServerCapabilities()).toMatchObject({
      tools: {},
      resources: {},
      prompts: {},
      completions: {},
    });
    expect(client.getServerCapabilities()).not.toHaveProperty('logging');
  });

  it('lists every operation with all that a model or a client needs', async () => {
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(expect.arrayContaining(expectedTools));
    for (const tool of tools) {
      expect(tool, tool.name).toMatchObject({
        title: expect.stringMatching(/\w/),
        description: expect.stringMatching(/\w{3}/),
        inputSchema: { type: 'object', additionalProperties: false },
        outputSchema: { type: 'object' },
        annotations: {
          readOnlyHint: expect.any(Boolean),
          destructiveHint: expect.any(Boolean),
          idempotentHint: expect.any(Boolean),
          openWorldHint: expect.any(Boolean),
        },
      });
    }
  });

  it('lists them in the same order each time, and to every user', async () => {
    const { client: other } = await connect(server, server.user().token);
    const [mine, theirs] = await Promise.all([client.listTools(), other.listTools()]);
    await other.close();
    expect(theirs.tools).toEqual(mine.tools);
  });

  it('submits a memory and finds it by meaning, as text and as structured content', async () => {
    // The clients check structured content against the schemas that they have seen.
    await client.listTools();
    const submitted = await call('submit_memory', {
      text: 'The user prefers the window seat on a plane.',
      tags: ['travel'],
    });
    expect(submitted.structuredContent).toMatchObject({ user_id: user.id, tags: ['travel'] });
    const found = await call('query_memory', { query: 'seat on a plane' });
    const { id } = submitted.structuredContent as { id: string };
    expect(found.structuredContent).toMatchObject({
      memories: [{ id, score: expect.any(Number) }],
    });
    const [content] = found.content;
    expect(content?.type === 'text' && JSON.parse(content.text)).toEqual(found.structuredContent);
  });

  it('takes a call without arguments', async () => {
    const { structuredContent } = await call('list_groups');
    expect(structuredContent).toEqual({ groups: [] });
  });

  it('names the field of a bad input, and writes nothing', async () => {
    const before = await call('get_memories');
    const error = errorOf(await call('submit_memory', { text: '', colour: 'red' }));
    expect(error).toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining('text'),
      details: { fields: expect.arrayContaining([{ field: 'colour', message: 'unknown field' }]) },
    });
    expect((await call('get_memories')).structuredContent).toEqual(before.structuredContent);
  });

  it("answers alike for an absent memory and for another user's", async () => {
    const theirs = await server.user().picard.memories.submit({ text: 'A secret.' });
    const answers = await Promise.all(
      [theirs.id, newId()].map((memory_id) => call('delete_memory', { memory_id })),
    );
    const [foreign, absent] = answers.map(errorOf);
    expect(foreign).toEqual(absent);
    expect(foreign).toMatchObject({ code: 'not_found' });
  });

  it('reports a conflict with the memory as it is now', async () => {
    const { id, text } = await user.picard.memories.submit({ text: 'Version one.' });
    const error = errorOf(
      await call('update_memory', {
        memory_id: id,
        text: 'Version two.',
        expected_updated_at: '2001-01-01T00:00:00Z',
      }),
    );
    expect(error).toMatchObject({ code: 'conflict', details: { current: { id, text } } });
  });

  it('refuses a tool that does not exist as a protocol error', async () => {
    await expect(call('forget_everything')).rejects.toMatchObject({
      code: -32602,
      message: expect.stringContaining('forget_everything'),
    });
  });
});
