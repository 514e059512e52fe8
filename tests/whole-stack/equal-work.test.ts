import {
  generateEncryptionKey,
  type MemoryId,
  newId,
  PicardError,
  type UserId,
} from '@picard-mcp/core';
import { envelopeCipher, parseKeyRing } from '@picard-mcp/core/builtin';
import type { Store } from '@picard-mcp/core/ports';
import { testClock } from '@picard-mcp/core/testing';
import { describeDatabases, type TestStore } from '@picard-mcp/store-postgres/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type WholeStack, wholeStack } from './whole-stack.js';

/** The same object, which tells of each call of its methods and of how many items it was given and gave. */
function observed<Target extends object>(
  name: string,
  target: Target,
  tell: (what: string) => void,
) {
  return new Proxy(target, {
    get(subject, key) {
      const method: unknown = Reflect.get(subject, key);
      if (typeof method !== 'function') return method;
      return async (...input: unknown[]) => {
        const answer: unknown = await Reflect.apply(method, subject, input);
        const sizes = [...input, answer].map((part) => (Array.isArray(part) ? part.length : '-'));
        tell(`${name}.${String(key)} ${sizes.join(' ')}`);
        return answer;
      };
    },
  });
}

// What takes time is what is asked of the database and of the cipher. Measuring the time itself would tell more of
// the machine than of Picard.
describeDatabases('the work behind a refusal', (database) => {
  const alice = newId<UserId>();
  const eve = newId<UserId>();
  let work: string[] = [];
  let store: TestStore;
  let stack: WholeStack;
  let hidden: MemoryId;
  let groupId: string;

  beforeAll(async () => {
    store = await database.open();
    const tell = (what: string) => void work.push(what);
    const watched: Store = {
      ...store,
      memories: observed('memories', store.memories, tell),
      groups: observed('groups', store.groups, tell),
      dataKeys: observed('dataKeys', store.dataKeys, tell),
      profiles: observed('profiles', store.profiles, tell),
      users: observed('users', store.users, tell),
    };
    const keys = parseKeyRing(generateEncryptionKey());
    // The time stands still: no key that is held expires between two calls.
    const clock = testClock();
    const cipher = envelopeCipher({ keys, dataKeys: watched.dataKeys, clock });
    stack = await wholeStack(watched, { cipher: observed('cipher', cipher, tell) });
    const { memories, groups, profile } = stack.picard.as(alice);
    await profile.update({ bio: 'Does not want to be found.' });
    groupId = (await groups.create({ name: 'Harbour friends' })).id;
    hidden = (await memories.submit({ text: 'The spare key hangs in the shed.' })).id;
    // Whoever writes for the first time is given a key, whatever the writing is about.
    await stack.picard.as(eve).memories.submit({ text: 'Mine.' });
  });
  afterAll(async () => {
    await stack.close();
    await store.close();
  });

  const theirMemory = () => [hidden, newId()] as const;
  const theirGroup = () => [groupId, newId()] as const;
  const them = () => [alice, newId()] as const;
  const eveMemories = () => stack.picard.as(eve).memories;
  const eveGroups = () => stack.picard.as(eve).groups;

  it.each([
    ['reading', theirMemory, (id: string) => eveMemories().get(id)],
    [
      'changing',
      theirMemory,
      (id: string) => eveMemories().update({ memoryId: id, text: 'x', metadata: { a: 1 } }),
    ],
    ['deleting', theirMemory, (id: string) => eveMemories().delete(id)],
    [
      'sharing',
      theirMemory,
      (id: string) => eveMemories().setPermission({ memoryId: id, permission: 'public' }),
    ],
    ['deleting many', theirMemory, (id: string) => eveMemories().batchDelete([{ memoryId: id }])],
    ['listing', them, (userId: string) => eveMemories().list({ userId })],
    ['searching', them, (userId: string) => eveMemories().query({ query: 'spare key', userId })],
    ['reading a profile', them, (userId: string) => stack.picard.as(eve).profile.get(userId)],
    ['deleting a group', theirGroup, (id: string) => eveGroups().delete(id)],
    [
      'sharing with a group',
      theirGroup,
      (id: string) =>
        eveMemories().submit({ text: 'x', permission: 'shared', sharedWith: { groupIds: [id] } }),
    ],
  ] as const)('is the same for what is hidden and what is absent: %s', async (_, ids, act) => {
    const [foreign, absent] = ids();
    const done = async (id: string) => {
      work = [];
      await act(id).catch((error: unknown) => expect(error).toBeInstanceOf(PicardError));
      // What is asked at once is answered in any order.
      return [...work].sort();
    };
    const forForeign = await done(foreign);
    expect(forForeign).not.toEqual([]);
    expect(forForeign).toEqual(await done(absent));
  });
});
