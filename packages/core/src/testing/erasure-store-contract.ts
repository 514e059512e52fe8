import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type GroupId, type MemoryId, newId, type PersonaId, type UserId } from '../ids.js';
import type { SharedWith } from '../permission/permission.js';
import type { Store } from '../ports/store.js';
import { newMemory } from './new-memory.js';
import type { StoreFactory } from './store-factory.js';

const at = new Date('2030-01-01T00:00:00.000Z');
const later = (ms: number) => new Date(at.getTime() + ms);

/** What every `ErasureStore` must do. */
export function erasureStoreContract(name: string, open: StoreFactory): void {
  describe(`${name}: erasure store`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    const group = (ownerId: UserId, memberIds: readonly UserId[]) => {
      const id = newId<GroupId>();
      const times = { createdAt: at, updatedAt: at };
      return { id, ownerId, name: `Group ${id}`, description: undefined, memberIds, ...times };
    };
    const shared = (ownerId: UserId, sharedWith: Partial<SharedWith>) => ({
      ...newMemory({ ownerId }),
      ...{ id: newId<MemoryId>(), permission: 'shared' as const, expirationDate: undefined },
      sharedWith: { userIds: [], groupIds: [], ...sharedWith },
    });

    /** Everything that two users may have, with each other and apart. */
    async function fill(ann: UserId, bob: UserId) {
      const [hers, his] = [group(ann, [bob]), group(bob, [ann])];
      for (const each of [hers, his]) await store.groups.insert(each);
      const memories = [
        shared(ann, { userIds: [bob] }),
        shared(bob, { userIds: [ann], groupIds: [hers.id] }),
        shared(bob, { groupIds: [his.id] }),
      ] as const;
      await store.memories.insert(memories);
      for (const [userId, username] of [
        [ann, `ann-${ann}`],
        [bob, `bob-${bob}`],
      ] as const) {
        await store.users.insert({
          ...{ id: userId, realm: undefined, username, email: `${username}@example.org` },
          ...{ passwordHash: 'hash', isSuperuser: false, isActive: true, createdAt: at },
        });
        await store.profiles.put(
          {
            ...{ userId, sealed: Uint8Array.of(1), defaultPermission: 'private' },
            ...{ defaultExpiryDays: undefined, personaEnabled: true, discoverable: true },
            updatedAt: at,
          },
          undefined,
        );
        const persona = { ownerId: userId, id: newId<PersonaId>(), sealed: Uint8Array.of(2) };
        await store.personas.insert(
          { ...persona, createdAt: at, updatedAt: at },
          { maxPersonas: 10 },
        );
        await store.dataKeys.insertIfAbsent({
          ...{ ownerId: userId, keyId: 'k', wrapped: Uint8Array.of(3) },
        });
        await store.activity.append([
          {
            ...{ id: crypto.randomUUID(), at, action: 'login', outcome: 'success' },
            ...{ reason: undefined, userId, clientId: 'client', durationMs: 1 },
            ...{ address: '192.0.2.1', details: { memory_id: memories[0].id } },
          },
        ]);
      }
      return { hers, his, memories };
    }

    it('removes all that there is of a user, and nothing of others', async () => {
      const [ann, bob] = [newId<UserId>(), newId<UserId>()];
      const { hers, his, memories } = await fill(ann, bob);
      const deleted = [
        shared(ann, { userIds: [bob] }),
        shared(bob, { userIds: [ann], groupIds: [his.id] }),
        shared(bob, { groupIds: [hers.id] }),
      ] as const;
      await store.memories.insert(deleted);
      for (const { ownerId, id } of deleted) {
        await store.memories.remove(ownerId, [id], { atomic: true, deletedAt: at });
      }
      await store.erasures.removeUser(ann, at);

      expect(await store.memories.find(ann, [...memories.map(({ id }) => id)], at)).toEqual([]);
      const kept = await store.memories.find(bob, [...memories.map(({ id }) => id)], at);
      expect(new Map(kept.map(({ id, sharedWith }) => [id, sharedWith]))).toEqual(
        new Map([
          [memories[1].id, { userIds: [], groupIds: [] }],
          [memories[2].id, { userIds: [], groupIds: [his.id] }],
        ]),
      );
      const trashOf = (ownerId: UserId) =>
        store.trash.list(ownerId, { limit: 10, deletedAfter: new Date(0) });
      expect(await trashOf(ann)).toEqual([]);
      expect((await trashOf(bob)).map(({ sharedWith: { userIds } }) => userIds)).toEqual([[], []]);
      expect(await store.groups.listOf(ann)).toEqual([]);
      expect(await store.groups.listOf(bob)).toMatchObject([{ id: his.id, memberIds: [] }]);
      const found = async (userId: UserId) => ({
        user: (await store.users.findById(userId)) !== undefined,
        profile: (await store.profiles.find(userId)) !== undefined,
        personas: (await store.personas.listOf(userId)).length,
        keys: (await store.dataKeys.find([userId])).length,
      });
      expect(await found(ann)).toEqual({ user: false, profile: false, personas: 0, keys: 0 });
      expect(await found(bob)).toEqual({ user: true, profile: true, personas: 1, keys: 1 });
    });

    it('leaves of what the user did when and how it ended, not from where and to what', async () => {
      const [ann, bob] = [newId<UserId>(), newId<UserId>()];
      await fill(ann, bob);
      await store.erasures.removeUser(ann, at);
      expect(await store.activity.list({ userId: ann, limit: 10 })).toMatchObject([
        {
          ...{ at, action: 'login', outcome: 'success', userId: ann, clientId: 'client' },
          ...{ address: undefined, details: undefined },
        },
      ]);
      expect(await store.activity.list({ userId: bob, limit: 10 })).toMatchObject([
        { address: '192.0.2.1', details: expect.anything() },
      ]);
    });

    it('may be repeated, also for a user of whom nothing is known', async () => {
      const [ann, bob] = [newId<UserId>(), newId<UserId>()];
      await fill(ann, bob);
      for (const userId of [ann, ann, newId<UserId>()]) {
        await store.erasures.begin(userId, at);
        await store.erasures.removeUser(userId, at);
      }
      expect(await store.users.findById(bob)).toBeDefined();
    });

    it('tells which erasures were begun and not finished, and which were finished of late', async () => {
      const [ann, bob, eve] = [newId<UserId>(), newId<UserId>(), newId<UserId>()];
      await store.erasures.begin(ann, at);
      await store.erasures.begin(bob, later(1));
      await store.erasures.begin(bob, later(9));
      await store.erasures.begin(eve, later(2));
      await store.erasures.removeUser(eve, later(10));
      await store.erasures.removeUser(eve, later(500));
      const open = (since: number, limit = 10) =>
        store.erasures.listOpen({ since: later(since), limit });
      const [unfinished, finished] = [{ isFinished: false }, { isFinished: true }];
      expect(await open(5)).toEqual([
        { userId: ann, ...unfinished },
        { userId: bob, ...unfinished },
        { userId: eve, ...finished },
      ]);
      expect(await open(10)).toEqual([
        { userId: ann, ...unfinished },
        { userId: bob, ...unfinished },
      ]);
      expect(await open(5, 1)).toEqual([{ userId: ann, ...unfinished }]);
    });
  });
}
