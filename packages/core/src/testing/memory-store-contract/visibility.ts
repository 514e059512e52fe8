import { describe, expect, it } from 'vitest';
import type { GroupId, MemoryId, UserId } from '../../ids.js';
import { mayRead, permissions, sharedWithNobody } from '../../permission/permission.js';
import type { MemoryFilter, MemoryStore, NewMemory } from '../../ports/memory-store.js';
import type { Store } from '../../ports/store.js';
import type { StoreFactory } from '../store-factory.js';
import { type Random, random } from './random.js';
import {
  createGroup,
  embeddingAt,
  idsOf,
  listedIds,
  model,
  newMemory,
  now,
  searchedIds,
  userId,
} from './samples.js';
import { useStore } from './use-store.js';

interface World {
  readonly users: readonly UserId[];
  /** Members of each group, its owner among them. */
  readonly members: Map<GroupId, { readonly ownerId: UserId; readonly userIds: Set<UserId> }>;
  readonly memories: Map<MemoryId, NewMemory>;
  /** In the trash. */
  readonly deleted: Map<MemoryId, NewMemory>;
}

/**
 * Compares every way to read with `mayRead`, for every viewer and many memories, groups and shares, again and
 * again while memberships and permissions change.
 */
export function visibilityContract(open: StoreFactory): void {
  describe('who may read', () => {
    const store = useStore(open);

    it.each([1, 2, 3])('is what mayRead says (%i)', async (seed) => {
      const chance = random(seed * 7919);
      const world = await createWorld(store(), chance);
      await compare(store().memories, world);
      for (let round = 0; round < 3; round += 1) {
        await changeMemberships(store(), world, chance);
        await changePermissions(store().memories, world, chance);
        await compare(store().memories, world);
        await changeTrash(store(), world, chance);
        await compare(store().memories, world);
      }
    });
  });
}

async function createWorld(store: Store, chance: Random): Promise<World> {
  const users = Array.from({ length: 6 }, userId);
  const members: World['members'] = new Map();
  for (let index = 0; index < 5; index += 1) {
    const ownerId = chance.pick(users);
    const userIds = chance.some(users, 0.3);
    members.set(await createGroup(store, ownerId, userIds), { ownerId, userIds: new Set(userIds) });
  }
  const memories = Array.from({ length: 120 }, () =>
    newMemory({
      ownerId: chance.pick(users),
      embedding: embeddingAt(chance.integer(180)),
      ...audience(users, members, chance),
    }),
  );
  await store.memories.insert(memories);
  return {
    ...{ users, members, deleted: new Map() },
    memories: new Map(memories.map((memory) => [memory.id, memory])),
  };
}

function audience(users: World['users'], members: World['members'], chance: Random) {
  const permission = chance.pick(permissions);
  if (permission !== 'shared') return { permission, sharedWith: sharedWithNobody };
  const sharedWith = {
    userIds: chance.some(users, 0.2),
    groupIds: chance.some([...members.keys()], 0.2),
  };
  return { permission, sharedWith };
}

async function changeMemberships(store: Store, { users, members }: World, chance: Random) {
  for (const [id, { ownerId, userIds }] of members) {
    const [leaving, joining] = [chance.some([...userIds], 0.4), chance.some(users, 0.2)];
    await store.groups.removeMembers(ownerId, id, leaving, now);
    await store.groups.addMembers(ownerId, id, joining, { at: now, maxMembers: 1_000 });
    for (const user of leaving) userIds.delete(user);
    for (const user of joining) userIds.add(user);
  }
}

async function changePermissions(store: MemoryStore, world: World, chance: Random) {
  for (const memory of chance.some([...world.memories.values()], 0.2)) {
    const change = audience(world.users, world.members, chance);
    await store.update(memory.ownerId, [{ id: memory.id, ...change }], { atomic: true, now });
    world.memories.set(memory.id, { ...memory, ...change });
  }
}

/** Deletes some and restores some of those that were deleted before. */
async function changeTrash(store: Store, world: World, chance: Random) {
  const { members, memories, deleted } = world;
  const deletedAfter = new Date(0);
  const isOfGroup = (ownerId: UserId, id: GroupId) =>
    members.get(id)?.ownerId === ownerId || members.get(id)?.userIds.has(ownerId);
  const [restoring, deleting] = [
    chance.some([...deleted.values()], 0.4),
    chance.some([...memories.values()], 0.2),
  ];
  for (const { ownerId, id } of deleting) {
    await store.memories.remove(ownerId, [id], { atomic: true, deletedAt: now });
  }
  for (const { ownerId, id } of restoring) {
    const options = { atomic: true, model, now, deletedAfter };
    await store.trash.restore(ownerId, [id], options);
  }
  for (const memory of deleting) {
    memories.delete(memory.id);
    deleted.set(memory.id, memory);
  }
  for (const memory of restoring) {
    const { ownerId, sharedWith } = memory;
    const groupIds = sharedWith.groupIds.filter((group) => isOfGroup(ownerId, group));
    deleted.delete(memory.id);
    memories.set(memory.id, { ...memory, sharedWith: { ...sharedWith, groupIds } });
  }
}

async function compare(store: MemoryStore, world: World): Promise<void> {
  const all = [...world.memories.values()];
  const ids = [...idsOf(all), ...world.deleted.keys()];
  for (const userId of world.users) {
    const groupIds = new Set(
      [...world.members].flatMap(([id, group]) =>
        group.ownerId === userId || group.userIds.has(userId) ? [id] : [],
      ),
    );
    const readable = all.filter((memory) => mayRead(memory, { userId, groupIds }));
    expect(sorted(idsOf(await store.find(userId, ids, now)))).toEqual(sorted(idsOf(readable)));
    for (const filter of filters(world.users)) {
      const expected = sorted(idsOf(readable.filter((memory) => isMeant(memory, filter, userId))));
      const listed = await listedIds(store, userId, filter);
      const searched = await searchedIds(store, userId, filter);
      expect(sorted(listed), JSON.stringify(filter)).toEqual(expected);
      expect(sorted(searched), JSON.stringify(filter)).toEqual(expected);
    }
  }
}

function filters(users: readonly UserId[]): readonly MemoryFilter[] {
  const owners = [undefined, users[0], users[1]];
  return (['own', 'visible', 'public'] as const).flatMap((scope) =>
    [undefined, ...permissions].flatMap((permission) =>
      owners.map((ownerId) => ({
        scope,
        ...(permission && { permission }),
        ...(ownerId && { ownerId }),
      })),
    ),
  );
}

function isMeant(memory: NewMemory, filter: MemoryFilter, viewerId: UserId): boolean {
  const inScope = {
    own: memory.ownerId === viewerId,
    visible: true,
    public: memory.permission === 'public',
  };
  return (
    inScope[filter.scope] &&
    (filter.permission ?? memory.permission) === memory.permission &&
    (filter.ownerId ?? memory.ownerId) === memory.ownerId
  );
}

/** With repetitions kept: a memory that is readable for two reasons must come once. */
function sorted(ids: readonly MemoryId[]): readonly MemoryId[] {
  return [...ids].sort();
}
