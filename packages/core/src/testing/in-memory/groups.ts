import { PicardError } from '../../errors.js';
import type { GroupId, UserId } from '../../ids.js';
import type { Group } from '../../permission/group.js';
import type { GroupStore } from '../../ports/group-store.js';
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

  function ownedBy(ownerId: UserId, id: GroupId): Group | undefined {
    const group = all.get(id);
    return group?.ownerId === ownerId ? group : undefined;
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
      assertNameFree(group.ownerId, group.name);
      put(group);
    },
    async update(ownerId, id, { name, description, updatedAt }) {
      const group = ownedBy(ownerId, id);
      if (!group) return undefined;
      if (name !== undefined) assertNameFree(ownerId, name, id);
      return put({
        ...group,
        name: name ?? group.name,
        description: description === undefined ? group.description : (description ?? undefined),
        updatedAt,
      });
    },
    async remove(ownerId, id) {
      if (!ownedBy(ownerId, id)) return false;
      all.delete(id);
      onRemove(id);
      return true;
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
    async addMembers(ownerId, id, userIds, at) {
      const group = ownedBy(ownerId, id);
      return group && put({ ...group, memberIds: [...group.memberIds, ...userIds], updatedAt: at });
    },
    async removeMembers(ownerId, id, userIds, at) {
      const group = ownedBy(ownerId, id);
      const memberIds = group?.memberIds.filter((memberId) => !userIds.includes(memberId));
      return group && memberIds && put({ ...group, memberIds, updatedAt: at });
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
