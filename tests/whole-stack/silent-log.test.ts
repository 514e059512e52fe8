import { inspect } from 'node:util';
import { generateEncryptionKey, newId, PicardError, type UserId } from '@picard-mcp/core';
import { localEmbedder } from '@picard-mcp/core/builtin';
import type { Embedder, Logger } from '@picard-mcp/core/ports';
import { describeDatabases, type TestStore } from '@picard-mcp/store-postgres/testing';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type AnyClient, connectModern } from '../mcp-suite/clients.js';
import { type Call, type WholeStack, wholeStack } from './whole-stack.js';

/** Words that occur nowhere but in what users say. Every text, query, label and name below holds one of them. */
const words = ['quagga', 'zyzzyva', 'thylacine', 'axolotl', 'narwhal', 'okapi', 'pangolin'];
const spoken = new RegExp(words.join('|'), 'i');

describeDatabases('the log', (database) => {
  const alice = newId<UserId>();
  let isEmbedding: boolean;
  let now: number;
  let lines: unknown[];
  let store: TestStore;
  let stack: WholeStack;
  let client: AnyClient;
  let token: string;
  let ways: readonly Call[];

  beforeEach(async () => {
    lines = [];
    now = Date.now();
    isEmbedding = true;
    const line = (...parts: unknown[]) => void lines.push(parts);
    const logger: Logger = { debug: line, info: line, warn: line, error: line };
    const local = localEmbedder();
    const embedder: Embedder = {
      ...local,
      async embed(texts, options) {
        if (isEmbedding) return local.embed(texts, options);
        throw new PicardError('unavailable', 'The embedding service does not answer.');
      },
    };
    store = await database.open();
    stack = await wholeStack(store, {
      embedder,
      logger,
      encryptionKeys: generateEncryptionKey(),
      clock: { now: () => new Date(now) },
    });
    token = stack.server.token(alice);
    ({ client } = await connectModern(stack.server, token));
    ways = Object.values(await stack.ways(alice));
  });
  afterEach(async () => {
    await client.close();
    await stack.close();
    await store.close();
  });

  /** The lines so far, each with all that hangs on it: causes, details of drivers, stacks. */
  const written = () => lines.map((line) => inspect(line, { depth: Infinity, showHidden: true }));

  const submission = {
    text: 'A quagga grazed here.',
    tags: ['zyzzyva'],
    category: 'thylacine',
    metadata: { axolotl: 'axolotl' },
  };

  /** One call of every operation; answers what the operations said. */
  async function everything(call: Call): Promise<readonly unknown[]> {
    const answers: unknown[] = [];
    const ask = async (tool: string, data: Record<string, unknown>) => {
      const answer = await call(tool, data);
      answers.push(answer);
      return 'data' in answer ? answer.data : {};
    };
    const { id = newId() } = await ask('submit_memory', submission);
    const { id: groupId = newId() } = await ask('create_group', {
      name: `narwhal ${newId()}`,
      description: 'narwhal',
    });
    const item = { memory_id: id, text: 'An okapi grazed here.' };
    const group = { group_id: groupId };
    const shared = { permission: 'shared', shared_with: { group_ids: [groupId] } };
    await ask('update_memory', item);
    await ask('update_memory', { ...item, expected_updated_at: '2001-01-01T00:00:00Z' });
    await ask('modify_permissions', { memory_id: id, ...shared });
    await ask('get_memories', { tags: ['zyzzyva'], category: 'thylacine' });
    await ask('retrieve_memories', {});
    await ask('query_memory', { query: 'pangolin' });
    await ask('list_tags', {});
    await ask('update_group', { ...group, name: `narwhal ${newId()}` });
    await ask('add_group_members', { ...group, user_ids: [newId()] });
    await ask('remove_group_members', { ...group, user_ids: [newId()] });
    await ask('list_groups', {});
    for (const atomic of [false, true]) {
      await ask('batch_submit_memories', { memories: [submission, { quagga: 1 }], atomic });
      await ask('batch_update_memories', { memories: [item], atomic });
      await ask('batch_modify_permissions', { memories: [{ memory_id: id, ...shared }], atomic });
      await ask('batch_delete_memories', { memory_ids: [id, 'okapi'], atomic });
    }
    await ask('delete_memory', { memory_id: id });
    await ask('delete_group', group);
    await ask('okapi', { quagga: 'quagga' }).catch((error: unknown) => answers.push(error));
    await ask('submit_memory', { text: 'quagga\0' });
    await ask('get_memories', { cursor: 'pangolin' });
    return answers;
  }

  it('tells nothing of what users say while all is well, nor of their mistakes', async () => {
    for (const call of ways) {
      expect(inspect(await everything(call), { depth: Infinity })).toMatch(spoken);
    }
    for (const uri of ['memories://quagga', `users://${alice}/memories?tag=zyzzyva`]) {
      await client.readResource({ uri }).catch(() => undefined);
    }
    await stack.server.post(token, '{"quagga": ');
    expect(written().filter((line) => spoken.test(line))).toEqual([]);
  });

  it('tells nothing of it when the embedding service fails', async () => {
    isEmbedding = false;
    for (const call of ways) await everything(call);
    expect(written().join()).toContain('embedding failed');
    expect(written().filter((line) => spoken.test(line))).toEqual([]);
  });

  it('tells nothing of it when texts do not open', async () => {
    for (const call of ways) await call('submit_memory', submission);
    await store.sql("update memories set sealed_text = sealed_text || '\\x00'");
    for (const call of ways) await everything(call);
    expect(written().join()).toContain('does not open');
    expect(written().filter((line) => spoken.test(line))).toEqual([]);
  });

  it('tells nothing of it when the database refuses every statement', async () => {
    await store.sql('alter table memories rename to memories_away');
    await store.sql('alter table groups rename to groups_away');
    try {
      for (const call of ways) await everything(call);
      expect(written().join()).toContain('refused a statement');
      expect(written().filter((line) => spoken.test(line))).toEqual([]);
    } finally {
      await store.sql('alter table memories_away rename to memories');
      await store.sql('alter table groups_away rename to groups');
    }
  });

  it('holds no token, valid or not', async () => {
    const refused = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJxdWFnZ2EifQ.';
    for (const bearer of [token, refused]) {
      await stack.server.post(bearer, { jsonrpc: '2.0', id: 1, method: 'tools/list' });
      await stack.server.post(bearer, 'nonsense');
    }
    for (const call of ways) await call('submit_memory', submission);
    await store.sql("update memories set sealed_text = ''");
    for (const call of ways) await everything(call);
    expect(written()).not.toEqual([]);
    for (const line of written()) {
      expect(line).not.toContain(token);
      expect(line).not.toContain(refused);
      expect(line).not.toMatch(/bearer/i);
    }
  });
});
