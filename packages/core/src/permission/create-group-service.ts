import { PicardError } from '../errors.js';
import { type GroupId, newId, type UserId } from '../ids.js';
import { invalidField, parseInput } from '../invalid-input.js';
import { limits } from '../limits.js';
import type { Clock } from '../ports/clock.js';
import type { GroupStore } from '../ports/group-store.js';
import type { Guard } from '../token/guard.js';
import type { Group } from './group.js';
import { createGroupInput, groupReference, membersInput, updateGroupInput } from './group-input.js';
import type { GroupService } from './group-service.js';

export interface GroupContext {
  readonly groups: GroupStore;
  readonly clock: Clock;
}

/** Groups as the guard's principal may use them. */
export function createGroupService({ groups, clock }: GroupContext, guard: Guard): GroupService {
  const { userId } = guard.principal;
  const writing = <Value>(operation: string, input: unknown, work: () => Promise<Value>) =>
    guard.run(operation, 'memories:write', input, work);

  return {
    create: (input) =>
      writing('create_group', input, async () => {
        const { name, description, memberIds = [] } = parseInput(createGroupInput, input);
        const now = clock.now();
        const group: Group = {
          id: newId<GroupId>(),
          ownerId: userId,
          name,
          description,
          memberIds: withoutOwner(memberIds, userId),
          createdAt: now,
          updatedAt: now,
        };
        await groups.insert(group);
        return group;
      }),

    update: (input) =>
      writing('update_group', input, async () => {
        const { groupId, ...change } = parseInput(updateGroupInput, input);
        if (change.name === undefined && change.description === undefined) {
          throw invalidField('input', 'names nothing to change');
        }
        const changed = { ...change, updatedAt: clock.now() };
        return found(await groups.update(userId, groupId as GroupId, changed));
      }),

    delete: (groupId) =>
      writing('delete_group', { groupId }, async () => {
        const { groupId: id } = parseInput(groupReference, { groupId });
        if (!(await groups.remove(userId, id as GroupId))) throw notFound();
      }),

    list: () =>
      guard.run('list_groups', 'memories:read', undefined, async () =>
        (await groups.listOf(userId)).map((group) => seenBy(userId, group)),
      ),

    addMembers: (groupId, userIds) =>
      writing('add_group_members', { groupId }, async () => {
        const input = parseInput(membersInput, { groupId, userIds });
        const id = input.groupId as GroupId;
        const members = withoutOwner(input.userIds, userId);
        const group = await groups.find(userId, id);
        const after = new Set([...(group?.memberIds ?? []), ...members]);
        if (after.size > limits.groupMembers) {
          throw invalidField(
            'userIds',
            `would give the group more than ${limits.groupMembers} members`,
          );
        }
        return found(await groups.addMembers(userId, id, members, clock.now()));
      }),

    removeMembers: (groupId, userIds) =>
      writing('remove_group_members', { groupId }, async () => {
        const input = parseInput(membersInput, { groupId, userIds });
        const group = found(await groups.find(userId, input.groupId as GroupId));
        const leaving = input.userIds.every((id) => id === userId);
        if (group.ownerId !== userId && !leaving) {
          throw new PicardError('permission_denied', 'Only the owner may remove other members.');
        }
        const members = input.userIds as UserId[];
        const after = await groups.removeMembers(group.ownerId, group.id, members, clock.now());
        return seenBy(userId, found(after));
      }),
  };
}

/** A group's owner needs no membership. */
function withoutOwner(userIds: readonly string[], ownerId: UserId): UserId[] {
  return userIds.filter((id) => id !== ownerId) as UserId[];
}

/** Members other than the owner do not learn who else belongs. */
function seenBy(userId: UserId, group: Group): Group {
  return group.ownerId === userId ? group : { ...group, memberIds: [] };
}

function found(group: Group | undefined): Group {
  if (!group) throw notFound();
  return group;
}

function notFound(): PicardError {
  return new PicardError('not_found', 'There is no such group.');
}
