import { newId } from '@picard-mcp/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AnyClient, clients } from './clients.js';
import { type McpTestServer, startMcpServer, type TestUser } from './mcp-server.js';

const memoryTemplate = 'memories://{memory_id}';
const collectionTemplate = 'users://{user_id}/memories{?permission,tag,limit,cursor}';

describe.each(clients)('resources, by the %s', (_, connect) => {
  let server: McpTestServer;
  let user: TestUser;
  let other: TestUser;
  let client: AnyClient;

  beforeEach(async () => {
    // Each memory has a time of its own, so that their order is known.
    let now = Date.now();
    server = await startMcpServer({ library: { clock: { now: () => new Date(now++) } } });
    user = server.user();
    other = server.user();
    ({ client } = await connect(server, user.token));
  });
  afterEach(async () => {
    await client.close();
    await server.close();
  });

  async function read(uri: string) {
    const { contents } = await client.readResource({ uri });
    const [content] = contents;
    if (contents.length !== 1 || !content || !('text' in content)) throw new Error('one text');
    return content;
  }

  async function readCollection(uri: string) {
    const { mimeType, text } = await read(uri);
    expect(mimeType).toBe('application/json');
    return JSON.parse(text) as {
      memories: { uri: string; id: string; summary: string }[];
      next: string | null;
      next_cursor: string | null;
    };
  }

  function complete(uri: string, name: string, value: string) {
    return client.complete({ ref: { type: 'ref/resource', uri }, argument: { name, value } });
  }

  it('names both templates', async () => {
    const { resourceTemplates } = await client.listResourceTemplates();
    expect(resourceTemplates.map(({ uriTemplate }) => uriTemplate)).toEqual([
      memoryTemplate,
      collectionTemplate,
    ]);
  });

  it("lists the user's own memories, newest first, after their collection", async () => {
    await other.picard.memories.submit({ text: 'Not mine.', permission: 'public' });
    const older = await user.picard.memories.submit({ text: '# Older\nwith more' });
    const newer = await user.picard.memories.submit({ text: 'Newer', tags: ['a'], category: 'c' });
    const { resources } = await client.listResources();
    expect(resources).toMatchObject([
      { uri: `users://${user.id}/memories`, mimeType: 'application/json' },
      {
        uri: `memories://${newer.id}`,
        title: 'Newer',
        description: 'private, c, a',
        annotations: { lastModified: newer.updatedAt.toISOString() },
      },
      { uri: `memories://${older.id}`, title: 'Older with more', size: 17 },
    ]);
  });

  it('lists page by page, each memory once', async () => {
    const items = Array.from({ length: 201 }, (_, n) => ({ text: `Memory ${n}` }));
    await user.picard.memories.batchSubmit(items);
    const uris: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await client.listResources(cursor === undefined ? {} : { cursor });
      uris.push(...page.resources.map(({ uri }) => uri));
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    expect(uris).toHaveLength(202);
    expect(new Set(uris).size).toBe(202);
  });

  it('reads a memory: its text, and its other fields beside it', async () => {
    const text = '**Window** seat, please.';
    const { id } = await user.picard.memories.submit({ text, tags: ['travel'] });
    expect(await read(`memories://${id}`)).toMatchObject({
      uri: `memories://${id}`,
      mimeType: 'text/markdown',
      text,
      _meta: { 'picard-mcp/memory': { id, user_id: user.id, tags: ['travel'], category: null } },
    });
  });

  it('reads what others share, and says nothing of what they do not', async () => {
    const shared = { permission: 'shared', sharedWith: { userIds: [user.id] } } as const;
    const seen = await other.picard.memories.submit({ text: 'For you.', ...shared });
    const { id: hidden } = await other.picard.memories.submit({ text: 'Not for you.' });
    expect((await read(`memories://${seen.id}`)).text).toBe('For you.');
    const absent = newId();
    for (const id of [hidden, absent]) {
      const uri = `memories://${id}`;
      await expect(client.readResource({ uri })).rejects.toMatchObject({
        code: -32602,
        message: expect.stringContaining(`Resource not found: ${uri}`),
        data: { uri },
      });
    }
    const { memories } = await readCollection(`users://${other.id}/memories`);
    expect(memories).toMatchObject([{ uri: `memories://${seen.id}`, summary: 'For you.' }]);
    expect(await readCollection(`users://${newId()}/memories`)).toMatchObject({ memories: [] });
  });

  it('narrows a collection and pages through it by its links', async () => {
    const items = ['a', 'b', 'c'].map((text) => ({ text, tags: ['x y'], permission: 'public' }));
    await user.picard.memories.batchSubmit([...items, { text: 'd' }]);
    const seen: string[] = [];
    let uri: string | null = `users://${user.id}/memories?permission=public&tag=x%20y&limit=2`;
    while (uri !== null) {
      const { memories, next } = await readCollection(uri);
      expect(memories.length).toBeLessThanOrEqual(2);
      seen.push(...memories.map(({ summary }) => summary));
      uri = next;
    }
    expect(seen.toSorted()).toEqual(['a', 'b', 'c']);
  });

  it.each([
    ['limit=0', 'limit'],
    ['limit=many', 'limit'],
    ['permission=secret', 'permission'],
    ['cursor=nonsense', 'cursor'],
    ['colour=red', 'colour'],
  ])('refuses a collection with %s', async (query, field) => {
    const uri = `users://${user.id}/memories?${query}`;
    await expect(client.readResource({ uri })).rejects.toMatchObject({
      code: -32602,
      message: expect.stringContaining(field),
      data: { code: 'invalid_input' },
    });
  });

  it.each(['file:///etc/passwd', 'memories://1', 'users://me/memories', 'nonsense'])(
    'does not find %s',
    async (uri) => {
      await expect(client.readResource({ uri })).rejects.toMatchObject({
        code: -32602,
        data: { uri },
      });
    },
  );

  it("refuses a list's cursor that it did not give", async () => {
    await expect(client.listResources({ cursor: 'nonsense' })).rejects.toMatchObject({
      code: -32602,
      data: { code: 'invalid_input' },
    });
  });

  it("completes with the user's own ids and tags, and with permissions", async () => {
    const { id } = await user.picard.memories.submit({ text: 'Mine.', tags: ['Travel', 'food'] });
    await other.picard.memories.submit({ text: 'Public.', tags: ['tr'], permission: 'public' });
    const values = async (uri: string, name: string, value: string) =>
      (await complete(uri, name, value)).completion.values;
    expect(await values(memoryTemplate, 'memory_id', '')).toEqual([id]);
    expect(await values(memoryTemplate, 'memory_id', id.slice(0, 5))).toEqual([id]);
    expect(await values(memoryTemplate, 'memory_id', 'x')).toEqual([]);
    expect(await values(collectionTemplate, 'user_id', '')).toEqual([user.id]);
    expect(await values(collectionTemplate, 'tag', 'tr')).toEqual(['Travel']);
    expect(await values(collectionTemplate, 'permission', 'p')).toEqual(['private', 'public']);
    expect(await values(collectionTemplate, 'cursor', '')).toEqual([]);
  });

  it('completes with at most 100 values and says that there are more', async () => {
    const items = Array.from({ length: 150 }, (_, n) => ({ text: `Memory ${n}` }));
    await user.picard.memories.batchSubmit(items);
    const { completion } = await complete(memoryTemplate, 'memory_id', '');
    expect(completion.values).toHaveLength(100);
    expect(completion.hasMore).toBe(true);
  });

  it.each([
    ['a template', 'memories://{id}', 'memory_id'],
    ['an argument', memoryTemplate, 'user_id'],
    ['a prototype', '__proto__', 'constructor'],
  ])('does not complete %s that there is not', async (_what, uri, name) => {
    await expect(complete(uri, name, '')).rejects.toMatchObject({ code: -32602 });
  });
});
