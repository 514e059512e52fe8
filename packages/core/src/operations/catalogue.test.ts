import { beforeAll, describe, expect, it } from 'vitest';
import { generateEncryptionKey } from '../builtin/key-ring.js';
import { newId, type UserId } from '../ids.js';
import { createPicard } from '../picard.js';
import { memoryStore } from '../testing/index.js';
import { catalogue } from './catalogue.js';
import { jsonSchema } from './json-schema.js';

describe.each([...catalogue.values()])('$name', (operation) => {
  it('is described well enough for a model and a client', () => {
    expect(operation.name).toMatch(/^[a-z]+(_[a-z]+)*$/);
    expect(operation.title.length).toBeGreaterThan(5);
    expect(operation.description.length).toBeGreaterThan(40);
    expect(operation.input.safeParse(operation.example).error).toBeUndefined();
    expect(jsonSchema(operation.input, 'input')).toMatchObject({ type: 'object' });
    expect(jsonSchema(operation.output, 'output')).toMatchObject({ type: 'object' });
  });

  it('takes no field that it does not know', () => {
    const input = { ...(operation.example as object), no_such_field: 1 };
    expect(operation.input.safeParse(input).success).toBe(false);
  });

  it('says that it only reads exactly when reading is all it needs', () => {
    expect(operation.annotations.readOnlyHint).toBe(operation.scope === 'memories:read');
  });
});

describe('execute', () => {
  const userId = newId<UserId>();
  const picard = createPicard({
    store: memoryStore(),
    encryptionKeys: generateEncryptionKey(),
    background: false,
  }).as(userId);

  /** Runs an operation and checks its output against the schema that clients are shown. */
  async function run(operation: string, input: unknown): Promise<Record<string, unknown>> {
    const output = await picard.execute({ operation, input });
    const checked = catalogue.get(operation)?.output.safeParse(JSON.parse(JSON.stringify(output)));
    expect(checked?.error).toBeUndefined();
    return output;
  }

  let memory_id: unknown;
  beforeAll(async () => {
    const memory = await run('submit_memory', {
      text: 'Collects stamps.',
      tags: ['hobby'],
      metadata: { camelCase: { snake_case: 1 } },
      expiration_date: '2999-01-01T00:00:00Z',
    });
    memory_id = memory.id;
  });

  it('answers in the words of the wire', async () => {
    const { memories } = await run('get_memories', { user_id: userId });
    expect(memories).toMatchObject([
      {
        id: memory_id,
        user_id: userId,
        metadata: { camelCase: { snake_case: 1 } },
        expiration_date: '2999-01-01T00:00:00.000Z',
        category: null,
        is_expired: false,
        embedding_status: 'ready',
      },
    ]);
  });

  it('runs every operation from one end to the other', async () => {
    const other = newId<UserId>();
    await run('update_memory', { memory_id, category: 'leisure', expiration_date: null });
    const { id: group_id } = await run('create_group', { name: 'G', member_ids: [other] });
    await run('modify_permissions', {
      memory_id,
      permission: 'shared',
      shared_with: { group_ids: [group_id] },
    });
    expect(await run('query_memory', { query: 'stamp collection', min_score: 0.1 })).toMatchObject({
      memories: [{ id: memory_id, shared_with: { user_ids: [], group_ids: [group_id] } }],
    });
    expect(await run('list_tags', {})).toEqual({ tags: [{ tag: 'hobby', count: 1 }] });
    await run('update_group', { group_id, description: 'd' });
    await run('add_group_members', { group_id, user_ids: [newId()] });
    await run('remove_group_members', { group_id, user_ids: [other] });
    expect(await run('list_groups', {})).toMatchObject({ groups: [{ id: group_id }] });
    expect(await run('delete_group', { group_id })).toEqual({ deleted: true, group_id });
    const { results } = await run('batch_submit_memories', {
      memories: [
        { text: 'one' },
        { text: '' },
        { text: 'two', expiration_date: '2020-01-01T00:00:00Z' },
      ],
    });
    expect(results).toMatchObject([
      { index: 0, status: 'success', memory: { text: 'one' } },
      { index: 1, status: 'error', error: { code: 'invalid_input', details: { field: 'text' } } },
      { index: 2, status: 'error', error: { details: { field: 'expiration_date' } } },
    ]);
    const [{ memory }] = results as [{ memory: { id: string } }];
    const memories = [{ memory_id: memory.id, tags: ['x'] }];
    expect(await run('batch_update_memories', { memories })).toMatchObject({ succeeded: 1 });
    const makePublic = [{ memory_id: memory.id, permission: 'public' }];
    await run('batch_modify_permissions', { memories: makePublic, atomic: true });
    expect(await run('batch_delete_memories', { memory_ids: [memory.id, 'x'] })).toMatchObject({
      results: [{ status: 'success', deleted: true }, { status: 'error' }],
      succeeded: 1,
      failed: 1,
    });
    expect(await run('retrieve_memories', {})).toMatchObject({
      memories: [{ id: memory_id }],
      next_cursor: null,
    });
    const restorable_until = expect.stringMatching(/^\d{4}-/);
    expect(await run('delete_memory', { memory_id })).toEqual({
      ...{ deleted: true, memory_id, restorable_until },
    });
    expect(await run('list_deleted_memories', {})).toMatchObject({
      memories: [{ id: memory_id, restorable_until }, { id: memory.id }],
      next_cursor: null,
    });
    expect(await run('restore_memories', { memory_ids: [memory_id] })).toMatchObject({
      results: [{ status: 'success', memory: { id: memory_id } }],
    });
    const permanent = true;
    expect(await run('delete_memory', { memory_id, permanent })).toEqual({
      ...{ deleted: true, memory_id, restorable_until: null },
    });
    expect(await run('purge_memories', { memory_ids: [memory_id, memory.id] })).toMatchObject({
      results: [{ status: 'error' }, { deleted: true, restorable_until: null }],
    });
  });

  it('asks and changes personas in the words of the wire', async () => {
    const created = await run('create_persona', {
      name: 'At work',
      instructions: 'Be brief.',
      memory_filter: { created_after: '2001-01-01T00:00:00Z' },
      parameters: { max_tokens: 100 },
    });
    expect(created).toMatchObject({
      user_id: userId,
      description: null,
      is_default: false,
      permission: 'public',
      memory_filter: { created_after: '2001-01-01T00:00:00.000Z' },
      parameters: { max_tokens: 100 },
    });
    const persona_id = created.id;
    const { id } = await run('submit_memory', { text: 'The office is in Bergen.' });
    const memories = [{ id, user_id: userId, label: 'm1', text: 'The office is in Bergen.' }];
    for (const [operation, input] of [
      ['query_user', { user_id: userId, query: 'Where is the office?' }],
      ['query_user', { user_id: userId, persona_id, prompt: 'Where is the office?', limit: 5 }],
      ['query_persona', { persona_id, prompt: 'Where is the office?' }],
    ] as const) {
      const pieces: string[] = [];
      const onText = (piece: string) => pieces.push(piece);
      const answer = await picard.execute({ operation, input, onText });
      expect(answer).toEqual(await run(operation, input));
      expect(answer).toMatchObject({
        response: expect.stringContaining('“The office is in Bergen.” [m1]'),
        memories: [{ ...memories[0], score: expect.any(Number) }],
        memories_given: 1,
        user_id: userId,
        persona_id: 'persona_id' in input ? persona_id : userId,
        model: 'picard-extractive-1',
        usage: { input_tokens: expect.any(Number), output_tokens: expect.any(Number) },
        finish_reason: 'stop',
      });
      expect(pieces.join('')).toBe(answer.response);
    }
    expect(await run('update_persona', { persona_id, memory_filter: null })).toMatchObject({
      memory_filter: {},
      instructions: 'Be brief.',
    });
    expect(await run('list_personas', {})).toMatchObject({
      personas: [{ id: userId, is_default: true, created_at: null }, { id: persona_id }],
    });
    expect(await run('delete_persona', { persona_id })).toEqual({ deleted: true, persona_id });
    await run('delete_memory', { memory_id: id });
  });

  it.each([
    ['query_user', { prompt: 'x' }, 'invalid_input', 'user_id'],
    ['query_user', { user_id: userId }, 'invalid_input', 'prompt'],
    ['query_user', { user_id: userId, prompt: 'x', query: 'y' }, 'invalid_input', 'query'],
    [
      'query_user',
      { user_id: userId, prompt: 'x', parameters: { max_tokens: 0 } },
      'invalid_input',
      'parameters.max_tokens',
    ],
    [
      'create_persona',
      { name: 'x', memory_filter: { created_after: 1 } },
      'invalid_input',
      'memory_filter.created_after',
    ],
    ['delete_persona', { persona_id: userId }, 'invalid_input', 'persona_id'],
    ['no_such_tool', {}, 'not_found', undefined],
    ['submit_memory', undefined, 'invalid_input', 'text'],
    ['submit_memory', [], 'invalid_input', 'input'],
    ['submit_memory', { text: 'x', sharedWith: {} }, 'invalid_input', 'sharedWith'],
    ['submit_memory', { text: 'x', permission: 'shared' }, 'invalid_input', 'shared_with'],
    [
      'submit_memory',
      { text: 'x', expiration_date: '2020-01-01T00:00:00Z' },
      'invalid_input',
      'expiration_date',
    ],
    ['delete_memory', { memory_id: 'x' }, 'invalid_input', 'memory_id'],
    ['batch_submit_memories', { memories: [] }, 'invalid_input', 'memories'],
    [
      'batch_submit_memories',
      { memories: Array(10_000).fill({ text: 'x' }) },
      'invalid_input',
      'memories',
    ],
    [
      'batch_submit_memories',
      { memories: [{ text: 'x' }, {}], atomic: true },
      'unprocessable',
      undefined,
    ],
    ['query_memory', { query: 'x', limit: 1e9 }, 'invalid_input', 'limit'],
  ])('%s with %j fails with %s naming %s', async (operation, input, code, field) => {
    const failed = picard.execute({ operation, input });
    await expect(failed).rejects.toMatchObject({ code, ...(field && { details: { field } }) });
  });
});
