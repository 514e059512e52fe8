import { limits, newId, type UserId } from '@picard-mcp/core';
import { describeDatabases, type TestStore } from '@picard-mcp/store-postgres/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postJson } from '../http-suite/client.js';
import { type Call, type WholeStack, wholeStack } from './whole-stack.js';

const nested = (depth: number): object => (depth === 0 ? {} : { inner: nested(depth - 1) });
const id = newId();

/** Calls that must be refused, and the field that the error must name. */
const refused: readonly (readonly [string, string, Record<string, unknown>, string])[] = [
  ['empty text', 'submit_memory', { text: '' }, 'text'],
  ['no text', 'submit_memory', {}, 'text'],
  ['text of a wrong type', 'submit_memory', { text: { length: 3 } }, 'text'],
  ['too long a text', 'submit_memory', { text: 'x'.repeat(limits.text + 1) }, 'text'],
  ['NUL in the text', 'submit_memory', { text: 'a\0b' }, 'text'],
  ['a lone surrogate', 'submit_memory', { text: 'a\ud800' }, 'text'],
  ['an unknown field', 'submit_memory', { text: 'x', owner_id: id }, 'owner_id'],
  ['a field named as in the library', 'submit_memory', { text: 'x', sharedWith: {} }, 'sharedWith'],
  [
    'a past expiry',
    'submit_memory',
    { text: 'x', expiration_date: '2001-01-01T00:00:00Z' },
    'expiration_date',
  ],
  [
    'a date without offset',
    'submit_memory',
    { text: 'x', expiration_date: '2999-01-01T00:00:00' },
    'expiration_date',
  ],
  ['an unknown permission', 'submit_memory', { text: 'x', permission: 'PUBLIC' }, 'permission'],
  ['nobody to share with', 'submit_memory', { text: 'x', permission: 'shared' }, 'shared_with'],
  [
    'a foreign group',
    'submit_memory',
    { text: 'x', permission: 'shared', shared_with: { group_ids: [id] } },
    'shared_with.group_ids[0]',
  ],
  ['a bad tag', 'submit_memory', { text: 'x', tags: ['fine', 7] }, 'tags[1]'],
  ['deep metadata', 'submit_memory', { text: 'x', metadata: nested(40) }, 'metadata'],
  [
    'large metadata',
    'submit_memory',
    { text: 'x', metadata: { a: 'x'.repeat(limits.metadata) } },
    'metadata',
  ],
  ['a bad UUID', 'delete_memory', { memory_id: `${id}0` }, 'memory_id'],
  [
    'the nil UUID',
    'delete_memory',
    { memory_id: '00000000-0000-0000-0000-000000000000' },
    'memory_id',
  ],
  ['SQL for an id', 'delete_memory', { memory_id: "' or 1=1 --" }, 'memory_id'],
  ['nothing to change', 'update_memory', { memory_id: id }, 'input'],
  [
    '10,000 items',
    'batch_submit_memories',
    { memories: Array(10_000).fill({ text: 'x' }) },
    'memories',
  ],
  ['no items', 'batch_submit_memories', { memories: [] }, 'memories'],
  ['a huge limit', 'query_memory', { query: 'x', limit: 1e6 }, 'limit'],
  ['a fractional limit', 'query_memory', { query: 'x', limit: 1.5 }, 'limit'],
  ['an empty query', 'query_memory', { query: ' ' }, 'query'],
  ['a score out of range', 'query_memory', { query: 'x', min_score: 2 }, 'min_score'],
  ['an unknown order', 'get_memories', { order: 'up' }, 'order'],
  ['an unknown sort', 'get_memories', { sort: 'text; drop table memories' }, 'sort'],
  ['a made-up cursor', 'get_memories', { cursor: 'abc' }, 'cursor'],
];

describeDatabases('bad input', (database) => {
  const userId = newId<UserId>();
  let store: TestStore;
  let stack: WholeStack;
  let ways: Awaited<ReturnType<WholeStack['ways']>>;

  beforeAll(async () => {
    store = await database.open();
    stack = await wholeStack(store);
    ways = await stack.ways(userId);
  });
  afterAll(async () => {
    await stack.close();
    await store.close();
  });

  const written = async () =>
    (await store.sql<{ count: string }>('select count(*) from memories'))[0]?.count;

  describe.each(['rest', 'mcp 2025', 'mcp 2026'] as const)('by %s', (way) => {
    const call: Call = (tool, data) => ways[way](tool, data);

    it.each(refused)(
      'refuses %s, names the field and writes nothing',
      async (_, tool, data, field) => {
        expect(await call(tool, data)).toMatchObject({
          error: {
            code: 'invalid_input',
            message: expect.stringContaining(field),
            details: { field },
          },
        });
        expect(await written()).toBe('0');
      },
    );

    it('answers for another user’s memory as for none', async () => {
      const { created: _, ...secret } = await stack.picard
        .as(newId())
        .memories.submit({ text: 'a secret' });
      for (const [tool, data] of [
        ['delete_memory', {}],
        ['update_memory', { text: 'mine now' }],
        ['modify_permissions', { permission: 'public' }],
      ] as const) {
        const foreign = await call(tool, { memory_id: secret.id, ...data });
        expect(foreign).toMatchObject({ error: { code: 'not_found' } });
        expect(foreign).toEqual(await call(tool, { memory_id: newId(), ...data }));
      }
      const owner = stack.picard.as(secret.userId).memories;
      expect(await owner.get(secret.id)).toEqual(secret);
      await owner.delete({ memoryId: secret.id, permanent: true });
    });

    it('keeps the good items of a batch and writes nothing of an atomic one', async () => {
      const memories = [{ text: 'good' }, { text: '' }, { colour: 1 }];
      expect(await call('batch_submit_memories', { memories, atomic: true })).toMatchObject({
        error: { code: 'unprocessable', details: { items: [{ index: 1 }, { index: 2 }] } },
      });
      expect(await written()).toBe('0');
      const { data } = (await call('batch_submit_memories', { memories })) as {
        data: { results: { memory?: { id: string } }[] };
      };
      expect(data).toMatchObject({
        results: [
          { status: 'success' },
          { status: 'error', error: { details: { field: 'text' } } },
          { status: 'error', error: { details: { field: 'text' } } },
        ],
      });
      expect(await written()).toBe('1');
      await call('batch_delete_memories', { memory_ids: [data.results[0]?.memory?.id] });
      expect(await written()).toBe('0');
    });
  });

  it('refuses 100 MB of text at the door, by REST and MCP alike', async () => {
    const { server } = stack;
    const text = 'x'.repeat(100_000_000);
    const call = { name: 'submit_memory', arguments: { text } };
    const bodies = {
      '/api/tools': { tool: call.name, data: call.arguments },
      '/mcp': { jsonrpc: '2.0', id: 1, method: 'tools/call', params: call },
    };
    for (const [path, body] of Object.entries(bodies)) {
      const response = await postJson(new URL(path, server.url).href, body, {
        authorization: `Bearer ${server.token(userId)}`,
        accept: 'application/json, text/event-stream',
      });
      expect(response.status).toBe(413);
      expect(response.text).toContain('payload_too_large');
    }
    expect(await written()).toBe('0');
  });
});
