import { newId, type UserId } from '@picard-mcp/core';
import { describeDatabases, type TestStore } from '@picard-mcp/store-postgres/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { secretText } from './calls-about-others.js';
import { type Call, type WholeStack, wholeStack } from './whole-stack.js';

describeDatabases('personas of somebody else', (database) => {
  const alice = newId<UserId>();
  const bob = newId<UserId>();
  const eve = newId<UserId>();
  const instructions = 'Never speak of the walrus.';
  let store: TestStore;
  let stack: WholeStack;
  let ways: Awaited<ReturnType<WholeStack['ways']>>;
  let readers: typeof ways;
  let open: string;
  let diary: string;

  beforeAll(async () => {
    store = await database.open();
    stack = await wholeStack(store);
    ways = await stack.ways(eve);
    readers = await stack.ways(bob);
    const { memories, personas } = stack.picard.as(alice);
    await memories.submit({ text: secretText });
    await memories.submit({
      text: secretText,
      permission: 'shared',
      sharedWith: { userIds: [bob] },
    });
    open = (await personas.create({ name: 'Open', instructions })).id;
    diary = (await personas.create({ name: 'Diary', instructions, permission: 'private' })).id;
  });
  afterAll(async () => {
    await stack.close();
    await store.close();
  });

  const without = (id: string, answer: unknown): unknown =>
    JSON.parse(JSON.stringify(answer).replaceAll(id, 'the id'));

  describe.each(['rest', 'mcp 2025', 'mcp 2026'] as const)('by %s', (way) => {
    const call: Call = (tool, data) => ways[way](tool, data);

    it('answer with nothing that the asker may not read, alike for a user who has nothing', async () => {
      const nobody = newId();
      for (const data of [{ prompt: secretText }, { query: secretText, limit: 200 }]) {
        const hidden = await call('query_user', { ...data, user_id: alice });
        const absent = await call('query_user', { ...data, user_id: nobody });
        expect(without(alice, hidden)).toEqual(without(nobody, absent));
        expect(hidden).toMatchObject({ data: { memories: [], memories_given: 0 } });
        expect(JSON.stringify(hidden)).not.toContain('4711');
      }
      const named = await call('query_persona', { persona_id: open, prompt: secretText });
      expect(named).toMatchObject({ data: { memories: [], user_id: alice } });
      expect(JSON.stringify(named)).not.toContain('4711');
      const question = { user_id: alice, prompt: secretText };
      const allowed = await readers[way]('query_user', question);
      expect(allowed).toMatchObject({ data: { memories: [{ text: secretText }] } });
    });

    it('show their names, and nothing of private ones or of instructions', async () => {
      const listed = await call('list_personas', { user_id: alice });
      expect(listed).toMatchObject({
        data: {
          personas: [
            { id: alice, name: 'Default' },
            { id: open, name: 'Open' },
          ],
        },
      });
      expect(JSON.stringify(listed)).not.toMatch(/walrus|Diary|instructions|memory_filter/);
    });

    it('cannot be told from absent ones when they are private, nor changed at all', async () => {
      const absent = newId();
      for (const [tool, data] of [
        ['query_persona', { prompt: 'x' }],
        ['query_user', { prompt: 'x', user_id: alice }],
        ['update_persona', { name: 'Mine' }],
        ['delete_persona', {}],
      ] as const) {
        const foreign = await call(tool, { ...data, persona_id: diary });
        expect(foreign, tool).toMatchObject({ error: { code: 'not_found' } });
        expect(foreign).toEqual(await call(tool, { ...data, persona_id: absent }));
      }
      for (const [tool, data] of [
        ['update_persona', { name: 'Mine' }],
        ['delete_persona', {}],
      ] as const) {
        const foreign = await call(tool, { ...data, persona_id: open });
        expect(foreign, tool).toMatchObject({ error: { code: 'not_found' } });
      }
      expect(await stack.picard.as(alice).personas.list()).toMatchObject([
        { id: alice },
        { name: 'Open' },
        { name: 'Diary' },
      ]);
    });
  });

  it('lie in the database as ciphertext', async () => {
    const rows = await store.sql<{ row: string }>(
      `select encode(sealed, 'escape') || row_to_json(personas)::text as row from personas`,
    );
    expect(rows).toHaveLength(2);
    for (const { row } of rows) expect(row).not.toMatch(/walrus|Diary|Open|public/);
  });
});
