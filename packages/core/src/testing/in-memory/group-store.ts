import { PicardError } from '../../errors.js';
import type { GroupId, UserId } from '../../ids.js';
import type { Group } from '../../permission/group.js';
import type { GroupStore } from '../../ports/group-store.js';

export interface InMemoryGroupStore extends GroupStore {
  /** Called with the id of each group that is removed, so that shares with it go too. */
  onRemove(listener: (id: GroupId) => void): void;
}

export function inMemoryGroupStore(): InMemoryGroupStore {
  const groups = new Map<GroupId, Group>();
  const listeners: ((id: GroupId) => void)[] = [];

  const owned = (ownerId: UserId, id: GroupId): Group | undefined => {
    const group = groups.get(id);
    return group?.ownerId === ownerId ? group : undefined;
  };
  const belongs = (userId: UserId, group: Group) =>
    group.ownerId === userId || group.memberIds.includes(userId);

  const requireFreeName = (group: Group): void => {
    for (const other of groups.values()) {
      if (other.id === group.id || other.ownerId !== group.ownerId) continue;
      if (other.name.toLowerCase() !== group.name.toLowerCase()) continue;
      throw new PicardError('conflict', 'You already have a group of this name.');
    }
  };
  const keep = (group: Group): Group => {
    requireFreeName(group);
    groups.set(group.id, group);
    return group;
  };

  return {
    async insert(group) {
      keep(group);
    },
    async update(ownerId, id, { name, description, updatedAt }) {
      const group = owned(ownerId, id);
      if (!group) return undefined;
      return keep({
        ...group,
        updatedAt,
        ...(name !== undefined && { name }),
        ...(description !== undefined && { description: description ?? undefined }),
      });
    },
    async remove(ownerId, id) {
      if (!owned(ownerId, id)) return false;
      groups.delete(id);
      for (const listener of listeners) listener(id);
      return true;
    },
    async find(userId, id) {
      const group = groups.get(id);
      return group && belongs(userId, group) ? group : undefined;
    },
    async listOf(userId) {
      const mine = [...groups.values()].filter((group) => belongs(userId, group));
      return mine.toSorted((a, b) => compare(a.name, b.name) || compare(a.id, b.id));
    },
    async addMembers(ownerId, id, userIds, at) {
      const group = owned(ownerId, id);
      if (!group) return undefined;
      const memberIds = [...new Set([...group.memberIds, ...userIds])];
      return keep({ ...group, memberIds, updatedAt: at });
    },
    async removeMembers(ownerId, id, userIds, at) {
      const group = owned(ownerId, id);
      if (!group) return undefined;
      const memberIds = group.memberIds.filter((member) => !userIds.includes(member));
      return keep({ ...group, memberIds, updatedAt: at });
    },
    async idsOf(userId) {
      return [...groups.values()].filter((group) => belongs(userId, group)).map(({ id }) => id);
    },
    onRemove(listener) {
      listeners.push(listener);
    },
  };
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
