import { describe, expect, it } from 'vitest';
import { generateEncryptionKey } from '../builtin/key-ring.js';
import { newId, type UserId } from '../ids.js';
import { createPicard } from '../picard.js';
import { memoryStore } from '../testing/index.js';

describe('announcements of changes', () => {
  const picard = createPicard({
    store: memoryStore(),
    encryptionKeys: generateEncryptionKey(),
    background: false,
  });

  /** What a user hears, as `kind`s, up to a public memory that everybody hears of. */
  async function hearing(userId: UserId, act: () => Promise<unknown>): Promise<string[]> {
    const heard: string[] = [];
    const sentinel = picard.as(newId<UserId>()).memories;
    let resolve = () => {};
    const promise = new Promise<void>((done) => {
      resolve = done;
    });
    const { id } = await sentinel.submit({ text: 'the end', permission: 'public' });
    const stop = picard.onChange(userId, (change) => {
      if (change.memoryId === id) resolve();
      else heard.push(change.kind);
    });
    await act();
    await sentinel.update({ memoryId: id, tags: ['now'] });
    await promise;
    stop();
    return heard;
  }

  it('reach the owner always, and others only while they may read', async () => {
    const alice = newId<UserId>();
    const bob = newId<UserId>();
    const { memories } = picard.as(alice);
    const story = async () => {
      const { id } = await memories.submit({ text: 'a' });
      await memories.update({ memoryId: id, text: 'b' });
      const shared = { permission: 'shared', sharedWith: { userIds: [bob] } } as const;
      await memories.setPermission({ memoryId: id, ...shared });
      await memories.update({ memoryId: id, text: 'c' });
      await memories.setPermission({ memoryId: id, permission: 'private' });
      await memories.update({ memoryId: id, text: 'd' });
      await memories.delete(id);
    };
    expect(await hearing(bob, story)).toEqual(['updated', 'updated', 'updated']);
    expect(await hearing(newId<UserId>(), story)).toEqual([]);
    expect(await hearing(alice, story)).toEqual([
      'created',
      ...['updated', 'updated', 'updated', 'updated', 'updated'],
      'deleted',
    ]);
  });

  it('say who may read, and nothing else of the memory', async () => {
    const store = memoryStore();
    const telling = createPicard({
      store,
      encryptionKeys: generateEncryptionKey(),
      background: false,
    }).as(newId<UserId>());
    const heard: unknown[] = [];
    store.changes.subscribe((change) => heard.push(change));
    const { id, userId } = await telling.memories.submit({ text: 'x', tags: ['t'] });
    await telling.memories.update({ memoryId: id, category: 'c' });
    await telling.memories.delete(id);
    const audience = { permission: 'private', sharedWith: { userIds: [], groupIds: [] } };
    const what = { ownerId: userId, memoryId: id };
    expect(heard).toEqual([
      { kind: 'created', ...what, after: audience },
      { kind: 'updated', ...what, before: audience, after: audience },
      { kind: 'deleted', ...what, before: audience },
    ]);
  });
});
