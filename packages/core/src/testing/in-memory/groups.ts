import { PicardError } from '../../errors.js';
import type { GroupId, UserId } from '../../ids.js';
import type { Group } from '../../permission/group.js';
import type { GroupRemoveOutcome, GroupStore } from '../../ports/group-store.js';
import { byCodePoint, sortedSet } from './order.js';

export interface GroupsOptions {
  /** Called when a group was removed, in the same step. */
  readonly onRemove: (id: GroupId) => void;
}

export interface InMemoryGroups extends GroupStore {
  /** Removes the user's groups and memberships. */
  removeUser(userId: UserId): void;
}

export function groups({ onRemove }: GroupsOptions): InMemoryGroups {
  const all = new Map<GroupId, Group>();
  const usedIds = new Set<GroupId>();

  function ownedBy(ownerId: UserId, id: GroupId): Group | undefined {
    const group = all.get(id);
    return group?.ownerId === ownerId ? group : undefined;
  }

  /** The owner's group, or why it must not be changed. */
  function expected(
    ownerId: UserId,
    id: GroupId,
    updatedAt: Date | undefined,
  ): Group | Exclude<GroupRemoveOutcome, { readonly outcome: 'removed' }> {
    const group = ownedBy(ownerId, id);
    if (!group) return { outcome: 'not_found' };
    const isExpected = updatedAt === undefined || group.updatedAt.getTime() === updatedAt.getTime();
    return isExpected ? group : { outcome: 'conflict', current: structuredClone(group) };
  }

  function assertNameFree(ownerId: UserId, name: string, except?: GroupId): void {
    const taken = [...all.values()].some(
      (other) =>
        other.ownerId === ownerId &&
        other.id !== except &&
        other.name.toLowerCase() === name.toLowerCase(),
    );
    if (!taken) return;
    throw new PicardError('conflict', `You already have a group named ${JSON.stringify(name)}.`, {
      details: { field: 'name' },
    });
  }

  /** Puts the group with its changed fields in the place of what there was. */
  function put(group: Group): Group {
    const stored = structuredClone({ ...group, memberIds: sortedSet(group.memberIds) });
    all.set(group.id, stored);
    return structuredClone(stored);
  }

  function involving(userId: UserId): readonly Group[] {
    return [...all.values()].filter(
      ({ ownerId, memberIds }) => ownerId === userId || memberIds.includes(userId),
    );
  }

  return {
    async insert(group) {
      if (usedIds.has(group.id)) {
        return { outcome: 'taken', current: structuredClone(ownedBy(group.ownerId, group.id)) };
      }
      assertNameFree(group.ownerId, group.name);
      usedIds.add(group.id);
      put(group);
      return { outcome: 'inserted' };
    },
    async update(ownerId, id, { name, description, updatedAt, expectedUpdatedAt }) {
      const held = expected(ownerId, id, expectedUpdatedAt);
      if ('outcome' in held) return held;
      if (name !== undefined) assertNameFree(ownerId, name, id);
      const group = put({
        ...held,
        name: name ?? held.name,
        description: description === undefined ? held.description : (description ?? undefined),
        updatedAt: after(held, updatedAt),
      });
      return { outcome: 'changed', group };
    },
    async remove(ownerId, id, expectedUpdatedAt = undefined) {
      const held = expected(ownerId, id, expectedUpdatedAt);
      if ('outcome' in held) return held;
      all.delete(id);
      onRemove(id);
      return { outcome: 'removed' };
    },
    async find(userId, id) {
      return structuredClone(involving(userId).find((group) => group.id === id));
    },
    async listOf(userId) {
      return structuredClone(
        [...involving(userId)].sort(
          (left, right) => byCodePoint(left.name, right.name) || byCodePoint(left.id, right.id),
        ),
      );
    },
    async addMembers(ownerId, id, userIds, { at, maxMembers }) {
      const held = ownedBy(ownerId, id);
      if (!held) return { outcome: 'not_found' };
      const memberIds = [...new Set([...held.memberIds, ...userIds])];
      if (memberIds.length > maxMembers) return { outcome: 'full' };
      const group = put({ ...held, memberIds, updatedAt: after(held, at) });
      return { outcome: 'changed', group };
    },
    async removeMembers(ownerId, id, userIds, at) {
      const group = ownedBy(ownerId, id);
      const memberIds = group?.memberIds.filter((memberId) => !userIds.includes(memberId));
      return group && memberIds && put({ ...group, memberIds, updatedAt: after(group, at) });
    },
    async idsOf(userId) {
      return involving(userId).map(({ id }) => id);
    },
    removeUser(userId) {
      for (const group of involving(userId)) {
        if (group.ownerId === userId) {
          all.delete(group.id);
          onRemove(group.id);
        } else {
          put({ ...group, memberIds: group.memberIds.filter((id) => id !== userId) });
        }
      }
    },
  };
}

/** The time of a change: later than that of the one before it. */
function after({ updatedAt }: Group, now: Date): Date {
  return new Date(Math.max(now.getTime(), updatedAt.getTime() + 1));
}
