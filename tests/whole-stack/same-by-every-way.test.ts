import { newId, type UserId } from '@picard-mcp/core';
import { catalogue } from '@picard-mcp/core/operations';
import { describeDatabases, type TestStore } from '@picard-mcp/store-postgres/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, type Call, type WholeStack, wholeStack } from './whole-stack.js';

type Data = Record<string, unknown>;
type Step = readonly [tool: string, data: Data];

/** What an operation answered. */
interface Told {
  readonly tool: string;
  readonly answer: unknown;
}

/** What somebody does with each operation; later steps use what earlier ones answered. */
function* day(bob: UserId): Generator<Step, void, Data> {
  const idOf = (data: Data) => String(data.id);
  const coffee = idOf(
    yield ['submit_memory', { text: 'Drinks coffee black.', tags: ['drinks'], category: 'food' }],
  );
  const { results } = (yield [
    'batch_submit_memories',
    { memories: [{ text: 'Has a bike.' }, { text: '' }, { text: 'Has a boat.' }] },
  ]) as { results: { memory: { id: string } }[] };
  const [bike, boat] = [results[0]?.memory.id, results[2]?.memory.id];
  const tea = { id: newId(), text: 'Drinks tea at night.' };
  yield ['submit_memory', tea];
  yield ['submit_memory', tea];
  yield ['submit_memory', { ...tea, text: 'Drinks no tea.' }];
  yield ['update_memory', { memory_id: tea.id, shared_with: { user_ids: [bob] } }];
  const readers = { permission: 'shared', shared_with: { user_ids: [bob] } };
  yield ['update_memory', { memory_id: tea.id, tags: ['drinks'], ...readers }];
  yield ['update_memory', { memory_id: coffee, text: 'Drinks coffee with milk.' }];
  yield ['update_memory', { memory_id: newId(), text: 'x' }];
  yield ['get_memory', { memory_id: coffee }];
  yield ['get_memory', { memory_id: newId() }];
  const group = newId();
  const named = { id: group, name: 'Friends' };
  const { updated_at: made } = yield ['create_group', named];
  yield ['create_group', named];
  yield ['create_group', { ...named, name: 'Foes' }];
  yield ['add_group_members', { group_id: group, user_ids: [bob] }];
  yield ['update_group', { group_id: group, name: 'Foes', expected_updated_at: made }];
  yield ['update_group', { group_id: group, description: 'Close ones' }];
  yield ['list_groups', {}];
  const shared_with = { group_ids: [group] };
  yield ['modify_permissions', { memory_id: coffee, permission: 'shared', shared_with }];
  yield ['batch_update_memories', { memories: [{ memory_id: bike, category: 'things' }] }];
  yield [
    'batch_modify_permissions',
    { memories: [{ memory_id: boat, permission: 'public' }], atomic: true },
  ];
  yield ['get_memories', { sort: 'updated_at', order: 'asc', category: 'things' }];
  yield ['retrieve_memories', { limit: 1, category: 'food' }];
  yield ['get_memories', { contains: 'MILK coffee', any_tags: ['Drinks'], count: true }];
  yield ['get_memories', { memory_ids: [bike, coffee], has_category: true, count: true }];
  yield ['list_tags', {}];
  yield ['rename_tag', { from: 'DRINKS', to: 'Drinks' }];
  yield ['rename_tag', { from: 'nothing', to: 'something' }];
  yield ['rename_category', { from: 'things', to: 'Food' }];
  yield ['list_categories', {}];
  yield [
    'query_memory',
    { query: 'How do they take their coffee?', limit: 1, without_tags: ['x'], has_expiry: false },
  ];
  const persona = newId();
  const host = {
    id: persona,
    name: 'Host',
    instructions: 'Be brief.',
    permission: 'public',
    memory_filter: { any_tags: ['drinks'], expires_before: '2999-01-01T00:00:00Z' },
  };
  const { updated_at: kept, user_id: me } = yield ['create_persona', host];
  yield ['create_persona', host];
  yield ['create_persona', { ...host, name: 'Guest' }];
  yield ['create_persona', { ...host, id: me }];
  yield ['update_persona', { persona_id: persona, description: 'Knows what guests drink.' }];
  yield ['update_persona', { persona_id: persona, name: 'Guest', expected_updated_at: kept }];
  yield ['update_persona', { persona_id: me, name: 'Me', expected_updated_at: null }];
  yield ['update_persona', { persona_id: me, name: 'I', expected_updated_at: null }];
  yield ['list_personas', {}];
  yield ['query_persona', { persona_id: persona, prompt: 'How do they take their coffee?' }];
  yield ['query_persona', { persona_id: 'me', prompt: 'How do they take their coffee?' }];
  yield ['query_persona', { persona_id: me, prompt: 'How do they take their coffee?' }];
  yield ['query_persona', { persona_id: bob, prompt: 'What does he ride?' }];
  yield ['query_user', { user_id: 'me', prompt: 'How do they take their coffee?' }];
  yield ['query_user', { user_id: 'you', prompt: 'What do they ride?' }];
  yield ['query_user', { user_id: bob, prompt: 'What does he ride?' }];
  yield ['delete_persona', { persona_id: persona, expected_updated_at: kept }];
  yield ['delete_persona', { persona_id: persona }];
  yield ['update_profile', { name: 'Ann', settings: { default_permission: 'private' } }];
  yield ['get_profile', {}];
  yield ['find_users', { query: 'nobody-of-this-name' }];
  yield ['export_memories', { format: 'csv', category: 'FOOD', without_tags: ['drinks'] }];
  yield ['import_memories', { format: 'markdown', content: '# Notes\n\n- Likes plums.\n' }];
  yield ['remove_group_members', { group_id: group, user_ids: [bob] }];
  yield ['delete_group', { group_id: group, expected_updated_at: made }];
  yield ['delete_group', { group_id: group }];
  yield ['delete_memory', { memory_id: coffee }];
  yield ['batch_delete_memories', { memory_ids: [bike, boat, newId()] }];
  yield ['get_activity', {}];
}

/** Ids by the order in which they come up, and no times: what differs from user to user. */
function told(answers: readonly Told[]): readonly Told[] {
  const names = new Map<string, string>();
  const text = JSON.stringify(answers)
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'a time')
    .replaceAll(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g, (id) => {
      const name = names.get(id) ?? `id ${names.size + 1}`;
      names.set(id, name);
      return name;
    });
  return JSON.parse(text);
}

async function live(call: Call, bob: UserId): Promise<readonly Told[]> {
  const answers: Told[] = [];
  const steps = day(bob);
  let step = steps.next();
  while (!step.done) {
    const [tool, data] = step.value;
    const answer = await call(tool, data);
    answers.push({ tool, answer: tool === 'get_activity' ? actionsIn(answer) : bare(answer) });
    step = steps.next('data' in answer ? answer.data : {});
  }
  return told(answers);
}

/** REST says beside it that it went well. */
function bare(answer: Answer): unknown {
  return 'data' in answer ? { data: answer.data } : { error: answer.error };
}

/** Who called by which client differs; what was done does not, in whatever order it came within a millisecond. */
function actionsIn(answer: Answer): unknown {
  const { entries } = ('data' in answer ? answer.data : {}) as {
    entries: { action: string; outcome: string }[];
  };
  return entries.map(({ action, outcome }) => `${action}: ${outcome}`).sort();
}

describeDatabases('every operation', (database) => {
  const bob = newId<UserId>();
  let store: TestStore;
  let stack: WholeStack;
  let byLibrary: readonly Told[];

  beforeAll(async () => {
    store = await database.open();
    stack = await wholeStack(store);
    await stack.picard.as(bob).memories.submit({ text: 'Rides a bike.', permission: 'public' });
    const picard = stack.picard.as(newId());
    byLibrary = await live(async (operation, input) => {
      try {
        return { data: await picard.execute({ operation, input }) };
      } catch (error) {
        const { code, message, details } = error as {
          code: string;
          message: string;
          details: Data;
        };
        return { error: { code, message, ...(details && { details }) } };
      }
    }, bob);
  });
  afterAll(async () => {
    await stack.close();
    await store.close();
  });

  it('is one of those that are compared', () => {
    const compared = new Set(byLibrary.map(({ tool }) => tool));
    expect([...catalogue.keys()].filter((name) => !compared.has(name))).toEqual([]);
  });

  describe.each(['rest', 'mcp 2025', 'mcp 2026'] as const)('by %s', (way) => {
    it('comes to what it comes to by the library', async () => {
      const ways = await stack.ways(newId());
      expect(await live(ways[way], bob)).toEqual(byLibrary);
    });
  });
});
