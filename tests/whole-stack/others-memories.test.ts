import { type MemoryId, newId, type UserId } from '@picard-mcp/core';
import { describeDatabases, type TestStore } from '@picard-mcp/store-postgres/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AnyClient, connectModern } from '../mcp-suite/clients.js';
import {
  aboutGroup,
  aboutMemory,
  aboutNobody,
  aboutUser,
  secretText,
} from './calls-about-others.js';
import { type Answer, type Call, type WholeStack, wholeStack } from './whole-stack.js';

describeDatabases('memories that somebody may not read', (database) => {
  const alice = newId<UserId>();
  const bob = newId<UserId>();
  const eve = newId<UserId>();
  let now = Date.now();
  let store: TestStore;
  let stack: WholeStack;
  let ways: Awaited<ReturnType<WholeStack['ways']>>;
  let client: AnyClient;
  let hidden: Readonly<Record<'private' | 'shared' | 'shared with a group' | 'expired', MemoryId>>;
  let groupId: string;

  beforeAll(async () => {
    store = await database.open();
    stack = await wholeStack(store, { clock: { now: () => new Date(now) } });
    ways = await stack.ways(eve);
    ({ client } = await connectModern(stack.server, stack.server.token(eve)));

    const { memories, groups } = stack.picard.as(alice);
    groupId = (await groups.create({ name: 'Harbour friends', memberIds: [bob] })).id;
    const labels = { text: secretText, tags: ['vault'], category: 'codes' };
    const submit = async (more: object) => (await memories.submit({ ...labels, ...more })).id;
    const shared = { permission: 'shared' } as const;
    hidden = {
      private: await submit({}),
      shared: await submit({ ...shared, sharedWith: { userIds: [bob] } }),
      'shared with a group': await submit({ ...shared, sharedWith: { groupIds: [groupId] } }),
      expired: await submit({ permission: 'public', expirationDate: new Date(now + 60_000) }),
    };
    now += 120_000;
  });
  afterAll(async () => {
    await client.close();
    await stack.close();
    await store.close();
  });

  const rowsOf = (id: MemoryId) => store.sql('select * from memories where id = $1', [id]);

  /** An answer with `id` replaced, so that answers about two ids can be compared. */
  const without = (id: string, answer: unknown): unknown =>
    JSON.parse(JSON.stringify(answer).replaceAll(id, 'the id'));

  const expectNothingOfAlice = (answer: unknown): void => {
    const text = JSON.stringify(answer);
    for (const word of [...Object.values(hidden), groupId, 'harbour', 'Harbour', 'vault', 'codes'])
      expect(text).not.toContain(word);
  };

  describe.each(['rest', 'mcp 2025', 'mcp 2026'] as const)('by %s', (way) => {
    const call: Call = (tool, data) => ways[way](tool, data);

    it.each(['private', 'shared', 'shared with a group', 'expired'] as const)(
      'are absent by their ids: %s',
      async (kind) => {
        const id = hidden[kind];
        const before = await rowsOf(id);
        expect(before).toHaveLength(1);
        for (const [tool, data] of aboutMemory) {
          const absent = newId();
          const foreign = without(id, await call(tool, data(id)));
          expect(foreign, tool).toEqual(without(absent, await call(tool, data(absent))));
          expect(JSON.stringify(foreign), tool).toContain('"not_found"');
        }
        expect(await rowsOf(id)).toEqual(before);
      },
    );

    it('are absent among those of their owner', async () => {
      for (const [tool, data] of aboutUser) {
        const nobody = newId();
        const theirs = await call(tool, { ...data, user_id: alice });
        expect(theirs, tool).toEqual(await call(tool, { ...data, user_id: nobody }));
        expect(theirs, tool).toMatchObject({ data: { memories: [] } });
      }
    });

    it('are absent from whatever the caller can ask for', async () => {
      for (const [tool, data] of aboutNobody) {
        const answer = await call(tool, data);
        expect(answer, tool).toHaveProperty('data');
        expectNothingOfAlice(answer);
      }
    });

    it('have groups that are absent too', async () => {
      for (const [tool, data] of aboutGroup) {
        const absent = newId();
        const foreign = without(groupId, await call(tool, data(groupId)));
        expect(foreign, tool).toEqual(without(absent, await call(tool, data(absent))));
        expect(foreign, tool).toHaveProperty('error');
        expectNothingOfAlice(foreign);
      }
      const { groups } = stack.picard.as(alice);
      expect(await groups.list()).toMatchObject([{ name: 'Harbour friends', memberIds: [bob] }]);
    });

    it('do not come by a cursor of somebody who may read them', async () => {
      const owner = await stack.ways(alice);
      const reader = await stack.ways(bob);
      const wish = { user_id: alice, limit: 1 };
      for (const other of [owner, reader]) {
        const page = await other[way]('get_memories', wish);
        const cursor = cursorOf(page);
        expect(cursor).toBeTypeOf('string');
        const answers = [
          await call('get_memories', { ...wish, cursor }),
          await call('get_memories', { limit: 1, cursor }),
        ];
        for (const answer of answers) {
          expect(answer).toSatisfy((found: Answer) => 'error' in found || cursorOf(found) === null);
          expectNothingOfAlice(answer);
        }
      }
    });
  });

  it('are absent as resources', async () => {
    const read = (uri: string) =>
      client.readResource({ uri }).then(
        (result) => ({ result }),
        ({ code, message, data }) => ({ code, message, data }),
      );
    for (const id of Object.values(hidden)) {
      const absent = newId();
      const foreign = without(id, await read(`memories://${id}`));
      expect(foreign).toMatchObject({ code: -32602 });
      expect(foreign).toEqual(without(absent, await read(`memories://${absent}`)));
    }
    const nobody = newId();
    for (const query of ['', '?permission=public', '?tag=vault']) {
      const theirs = without(alice, await read(`users://${alice}/memories${query}`));
      expect(theirs).toHaveProperty('result');
      expect(theirs).toEqual(without(nobody, await read(`users://${nobody}/memories${query}`)));
    }
    expectNothingOfAlice(await client.listResources());
  });

  it('are not completed, neither are their owner and their tags', async () => {
    const complete = (uri: string, name: string, value: string) =>
      client.complete({ ref: { type: 'ref/resource', uri }, argument: { name, value } });
    const collection = 'users://{user_id}/memories{?permission,tag,limit,cursor}';
    for (const [uri, name, value] of [
      ...Object.values(hidden).map((id) => ['memories://{memory_id}', 'memory_id', id] as const),
      [collection, 'user_id', alice.slice(0, 8)] as const,
      [collection, 'tag', 'va'] as const,
    ]) {
      expect((await complete(uri, name, value)).completion).toMatchObject({
        values: [],
        hasMore: false,
      });
    }
  });
});

function cursorOf(answer: Answer): unknown {
  return 'data' in answer ? answer.data.next_cursor : undefined;
}
