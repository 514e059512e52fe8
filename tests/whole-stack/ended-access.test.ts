import { type BoundPicard, generateEncryptionKey, newId, type UserId } from '@picard-mcp/core';
import { describeDatabases, type TestStore } from '@picard-mcp/store-postgres/testing';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type AnyClient, connectModern } from '../mcp-suite/clients.js';
import { type Call, type WholeStack, wholeStack } from './whole-stack.js';

const text = 'The ferry to the island leaves at a quarter past seven.';

/** What the owner is left with to end the access by. */
interface Given {
  readonly owner: BoundPicard;
  readonly memoryId: string;
  readonly groupId: string;
  readonly bob: UserId;
}

const byGroup = ({ groupId }: Given) => ({ groupIds: [groupId] });
const byName = ({ bob }: Given) => ({ userIds: [bob] });

const endings: readonly (readonly [
  string,
  (given: Given) => { userIds?: string[]; groupIds?: string[] },
  (given: Given) => Promise<unknown>,
])[] = [
  [
    'the member leaves the group',
    byGroup,
    ({ owner, groupId, bob }) => owner.groups.removeMembers(groupId, [bob]),
  ],
  ['the group is deleted', byGroup, ({ owner, groupId }) => owner.groups.delete(groupId)],
  [
    'the memory becomes private',
    byName,
    ({ owner, memoryId }) => owner.memories.setPermission({ memoryId, permission: 'private' }),
  ],
  [
    'the memory is shared with somebody else instead',
    byName,
    ({ owner, memoryId }) =>
      owner.memories.setPermission({
        memoryId,
        permission: 'shared',
        sharedWith: { userIds: [newId()] },
      }),
  ],
  ['the memory is deleted', byName, ({ owner, memoryId }) => owner.memories.delete(memoryId)],
];

describeDatabases('access through another instance', { only: 'postgres' }, (database) => {
  const alice = newId<UserId>();
  const bob = newId<UserId>();
  let now = Date.now();
  let store: TestStore;
  let first: WholeStack;
  let second: WholeStack;
  let client: AnyClient;
  let ways: readonly Call[];

  beforeEach(async () => {
    store = await database.open();
    const shared = { encryptionKeys: generateEncryptionKey(), clock: { now: () => new Date(now) } };
    first = await wholeStack(store, shared);
    second = await wholeStack(await store.another(), shared);
    ({ client } = await connectModern(second.server, second.server.token(bob)));
    ways = Object.values(await second.ways(bob));
  });
  afterEach(async () => {
    await client.close();
    await Promise.all([first.close(), second.close()]);
    await store.close();
  });

  /** Whether bob reads the memory through the second instance, by each way there is. */
  async function reads(memoryId: string): Promise<readonly boolean[]> {
    const calls = [
      ['get_memories', { user_id: alice }],
      ['query_memory', { query: text, scope: 'visible' }],
      ['query_memory', { query: text, user_id: alice }],
    ] as const;
    const answers: unknown[] = [
      await client.readResource({ uri: `memories://${memoryId}` }).catch(() => undefined),
      await client.readResource({ uri: `users://${alice}/memories` }),
      await second.picard
        .as(bob)
        .memories.get(memoryId)
        .catch(() => undefined),
    ];
    for (const call of ways) {
      for (const [tool, data] of calls) answers.push(await call(tool, data));
    }
    return answers.map((answer) => JSON.stringify(answer ?? '').includes(text));
  }

  const everyWay = (isOpen: boolean) => Array.from({ length: 3 + 3 * ways.length }, () => isOpen);

  it.each(endings)('ends with the next read when %s', async (_, sharing, end) => {
    const owner = first.picard.as(alice);
    const { id: groupId } = await owner.groups.create({ name: 'Travellers', memberIds: [bob] });
    const sharedWith = sharing({ owner, groupId, bob, memoryId: '' });
    const { id: memoryId } = await owner.memories.submit({
      text,
      permission: 'shared',
      sharedWith,
    });
    expect(await reads(memoryId)).toEqual(everyWay(true));
    await end({ owner, groupId, bob, memoryId });
    expect(await reads(memoryId)).toEqual(everyWay(false));
  });

  it('ends with the next read when a public memory expires', async () => {
    const { id } = await first.picard.as(alice).memories.submit({
      text,
      permission: 'public',
      expirationDate: new Date(now + 60_000),
    });
    expect(await reads(id)).toEqual(everyWay(true));
    now += 60_000;
    expect(await reads(id)).toEqual(everyWay(false));
  });
});
