import { describe, expect, it } from 'vitest';
import { generateEncryptionKey } from '../builtin/key-ring.js';
import { PicardError } from '../errors.js';
import { newId, type UserId } from '../ids.js';
import { createPicard } from '../picard.js';
import type { MemoryChanged } from '../ports/change-feed.js';
import { silentLogger } from '../ports/logger.js';
import type { Store } from '../ports/store.js';
import { memoryStore, testClock } from '../testing/index.js';
import { createEraser } from './eraser.js';

const gone = { user: undefined, memories: 0, keys: 0, personas: 0, groups: 0, profile: undefined };

async function leftOf(store: Store, userId: UserId) {
  const page = { sort: 'created_at', order: 'asc', limit: 1_000 } as const;
  const filter = { scope: 'own' } as const;
  return {
    user: await store.users.findById(userId),
    memories: (await store.memories.list(userId, filter, page, new Date(0))).length,
    keys: (await store.dataKeys.find([userId])).length,
    personas: (await store.personas.listOf(userId)).length,
    groups: (await store.groups.listOf(userId)).length,
    profile: await store.profiles.find(userId),
  };
}

async function userWithEverything(store: Store) {
  const encryptionKeys = generateEncryptionKey();
  const clock = testClock();
  const picard = createPicard({ store, encryptionKeys, clock, background: false });
  const userId = newId<UserId>();
  await store.users.insert({
    ...{ id: userId, realm: undefined, username: 'ann', email: 'ann@example.org' },
    ...{ passwordHash: undefined, isSuperuser: false, isActive: true, createdAt: clock.now() },
  });
  const bound = picard.as(userId);
  await bound.memories.submit({ text: 'one' });
  await bound.memories.submit({ text: 'two', expirationDate: '2030-01-02T00:00:00Z' });
  await bound.groups.create({ name: 'group' });
  await bound.personas.create({ name: 'persona' });
  await bound.profile.update({ name: 'Ann' });
  return { picard, clock, userId, bound };
}

/** Every step of an erasure, as calls of the store and of whoever lets users in. */
const steps = [
  'erasures.begin',
  'users.update',
  'access.end',
  'dataKeys.destroy',
  'memories.list',
  'memories.remove',
  'erasures.removeUser',
] as const;

describe('erasing a user', () => {
  it('removes whatever there is, the expired memories too', async () => {
    const store = memoryStore();
    const { picard, clock, userId } = await userWithEverything(store);
    clock.advance(10 * 24 * 3600 * 1000);
    await picard.eraseUser(userId);
    expect(await leftOf(store, userId)).toEqual(gone);
  });

  it.each(steps)('that is cut off at %s is finished by the next instance', async (step) => {
    const store = memoryStore();
    const { clock, userId } = await userWithEverything(store);
    let isBroken = true;
    const breakable = (place: string, part: object): never =>
      new Proxy(part, {
        get(target, name) {
          const method: unknown = Reflect.get(target, name);
          if (typeof method !== 'function') return method;
          return (...input: unknown[]) => {
            if (isBroken && `${place}.${String(name)}` === step) {
              throw new PicardError('unavailable', 'cut off');
            }
            return Reflect.apply(method, target, input);
          };
        },
      }) as never;
    const ended: UserId[] = [];
    const eraser = createEraser({
      store: {
        ...store,
        erasures: breakable('erasures', store.erasures),
        users: breakable('users', store.users),
        dataKeys: breakable('dataKeys', store.dataKeys),
        memories: breakable('memories', store.memories),
      },
      access: breakable('access', {
        end: async (id: UserId) => void ended.push(id),
        onEnded: () => () => undefined,
        list: async () => [],
      }),
      cipher: { seal: async () => [], open: async () => [] },
      ...{ clock, logger: silentLogger, onErased: () => undefined },
      flushActivity: async () => undefined,
    });
    await expect(eraser.erase(userId)).rejects.toMatchObject({ code: 'unavailable' });
    isBroken = false;
    await eraser.resume();
    if (step === 'erasures.begin') {
      // It was never begun, and its caller was told so.
      expect(await leftOf(store, userId)).toMatchObject({ user: { isActive: true }, memories: 2 });
      return;
    }
    expect(await leftOf(store, userId)).toEqual(gone);
    expect(ended.length).toBeGreaterThanOrEqual(2);
  });

  it('also takes what a call wrote that was under way, and lets nothing be sealed after it', async () => {
    const store = memoryStore();
    const { picard, clock, userId, bound } = await userWithEverything(store);
    const group = { name: 'late', description: undefined, memberIds: [] };
    await picard.eraseUser(userId);
    const refusal = { code: 'not_found' };
    await expect(bound.memories.submit({ text: 'late' })).rejects.toMatchObject(refusal);
    await expect(bound.personas.create({ name: 'late' })).rejects.toMatchObject(refusal);
    await expect(bound.profile.update({ name: 'late' })).rejects.toMatchObject(refusal);
    await bound.groups.create(group as never);
    expect(await leftOf(store, userId)).toMatchObject({ groups: 1 });

    const eraser = createEraser({
      ...{ store, access: undefined, clock, logger: silentLogger, onErased: () => undefined },
      cipher: { seal: async () => [], open: async () => [] },
      flushActivity: async () => undefined,
    });
    clock.advance(60_000);
    await eraser.resume();
    expect(await leftOf(store, userId)).toEqual(gone);
  });

  it('tells those who could read a memory that it is gone', async () => {
    const store = memoryStore();
    const { picard, userId, bound } = await userWithEverything(store);
    const { id } = await bound.memories.submit({ text: 'for all', permission: 'public' });
    const heard: MemoryChanged[] = [];
    picard.onChange(newId<UserId>(), (change) => heard.push(change));
    await picard.eraseUser(userId);
    expect(heard).toMatchObject([{ kind: 'deleted', memoryId: id, ownerId: userId }]);
  });

  it('refuses an active superuser, whole and unharmed, until they are demoted', async () => {
    const store = memoryStore();
    const { picard, userId } = await userWithEverything(store);
    await store.users.update(userId, { isSuperuser: true });
    await expect(picard.eraseUser(userId)).rejects.toMatchObject({ code: 'conflict' });
    expect(await leftOf(store, userId)).toMatchObject({ user: { isActive: true }, keys: 1 });
    await store.users.update(userId, { isSuperuser: false });
    await picard.eraseUser(userId);
    expect(await leftOf(store, userId)).toEqual(gone);
  });

  it('erases a user without an account, who confirms with their id', async () => {
    const store = memoryStore();
    const { picard } = await userWithEverything(store);
    const userId = newId<UserId>();
    const { memories, account } = picard.as(userId);
    await memories.submit({ text: 'mine' });
    await expect(account.erase({ confirm: 'ann' })).rejects.toMatchObject({
      details: { field: 'confirm' },
    });
    await account.erase({ confirm: userId });
    expect(await leftOf(store, userId)).toEqual(gone);
  });
});
