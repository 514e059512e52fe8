import { type GroupId, type MemoryId, newId, type UserId } from '../../ids.js';
import { type SharedWith, sharedWithNobody } from '../../permission/permission.js';
import type {
  ChangeOutcome,
  MemoryChange,
  MemoryFilter,
  MemoryPage,
  MemoryStore,
  NewMemory,
  StoredMemory,
} from '../../ports/memory-store.js';
import type { Store } from '../../ports/store.js';
import { newMemory as anyMemory } from '../new-memory.js';

/** The time at which the samples are read. */
export const now = new Date('2026-03-01T12:00:00.000Z');

export const model = 'model-one';

/** So many milliseconds after `now`; before it if negative. */
export function at(offsetMs: number): Date {
  return new Date(now.getTime() + offsetMs);
}

export const userId = (): UserId => newId<UserId>();
export const memoryId = (): MemoryId => newId<MemoryId>();

export function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** A vector of length 1 that lies so many degrees away from that of 0 degrees. */
export function vectorAt(degrees: number): Float32Array {
  const angle = (degrees * Math.PI) / 180;
  return new Float32Array([Math.cos(angle), Math.sin(angle)]);
}

export function embeddingAt(degrees: number) {
  return { model, vector: vectorAt(degrees) };
}

/** A private memory of a new owner, made a second before `now`, but for what is given. */
export function newMemory(fields: Partial<NewMemory> = {}): NewMemory {
  const createdAt = fields.createdAt ?? at(-1_000);
  return anyMemory({ createdAt, updatedAt: createdAt, ...fields });
}

/** Inserts one memory and returns it. */
export async function insertOne(
  store: MemoryStore,
  fields: Partial<NewMemory> = {},
): Promise<NewMemory> {
  const memory = newMemory(fields);
  await store.insert([memory]);
  return memory;
}

/** What the owner reads of a memory. */
export async function readOne(
  store: MemoryStore,
  { ownerId, id }: Pick<NewMemory, 'ownerId' | 'id'>,
): Promise<StoredMemory | undefined> {
  const [found] = await store.find(ownerId, [id], now);
  return found && plain(found);
}

/** Changes one memory and returns the outcome. */
export async function changeOne(
  store: MemoryStore,
  { ownerId, id }: Pick<NewMemory, 'ownerId' | 'id'>,
  fields: Omit<MemoryChange, 'id'>,
  when = now,
): Promise<ChangeOutcome> {
  const options = { atomic: false, now: when };
  const [outcome] = await store.update(ownerId, [{ id, ...fields }], options);
  if (!outcome) throw new Error('there is no outcome');
  return outcome;
}

/** A group with these members. */
export async function createGroup(
  store: Store,
  ownerId: UserId,
  memberIds: readonly UserId[],
): Promise<GroupId> {
  const id = newId<GroupId>();
  await store.groups.insert({
    ownerId,
    id,
    name: `group ${id}`,
    description: undefined,
    memberIds,
    createdAt: at(-10_000),
    updatedAt: at(-10_000),
  });
  return id;
}

export function sharedWith(
  given: Partial<SharedWith>,
): Pick<NewMemory, 'permission' | 'sharedWith'> {
  return { permission: 'shared', sharedWith: { ...sharedWithNobody, ...given } };
}

/** The first page, as long as a test needs it. */
export const everything: MemoryPage = { sort: 'created_at', order: 'desc', limit: 1_000 };

/** Ids of what a list gives, in its order. */
export async function listedIds(
  store: MemoryStore,
  viewerId: UserId,
  filter: MemoryFilter,
  page: Partial<MemoryPage> = {},
): Promise<readonly MemoryId[]> {
  return idsOf(await store.list(viewerId, filter, { ...everything, ...page }, now));
}

/** Ids of what a search near `degrees` finds, best first. */
export async function searchedIds(
  store: MemoryStore,
  viewerId: UserId,
  filter: MemoryFilter,
  { degrees = 0, limit = 1_000 }: { readonly degrees?: number; readonly limit?: number } = {},
): Promise<readonly MemoryId[]> {
  const search = { ...embeddingAt(degrees), limit };
  const found = await store.search(viewerId, filter, search, now);
  return found.map(({ memory }) => memory.id);
}

export function idsOf(memories: readonly Pick<StoredMemory, 'id'>[]): readonly MemoryId[] {
  return memories.map(({ id }) => id);
}

/** Comparable with what a store returns for the same memory. */
export function stored({ embedding, ...memory }: NewMemory): StoredMemory {
  return {
    ...memory,
    sharedWith: {
      userIds: [...memory.sharedWith.userIds].sort(),
      groupIds: [...memory.sharedWith.groupIds].sort(),
    },
    embeddingModel: embedding?.model,
  };
}

/** A stored memory with plain bytes, whatever kind of array the store gives. */
export function plain(memory: StoredMemory): StoredMemory {
  return {
    ...memory,
    sealedText: Uint8Array.from(memory.sealedText),
    sealedMetadata: memory.sealedMetadata && Uint8Array.from(memory.sealedMetadata),
    sharedWith: {
      userIds: [...memory.sharedWith.userIds].sort(),
      groupIds: [...memory.sharedWith.groupIds].sort(),
    },
  };
}
