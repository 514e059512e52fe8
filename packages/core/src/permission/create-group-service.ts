import { PicardError } from '../errors.js';
import type { GroupId, UserId } from '../ids.js';
import { invalidField, parseInput } from '../invalid-input.js';
import { limits } from '../limits.js';
import type { Clock } from '../ports/clock.js';
import type {
  GroupChangeOutcome,
  GroupRemoveOutcome,
  GroupStore,
  MembersOutcome,
} from '../ports/group-store.js';
import type { Guard } from '../token/guard.js';
import { createGroup, withoutOwner } from './create-group.js';
import type { Group } from './group.js';
import { deleteGroupInput, membersInput, updateGroupInput } from './group-input.js';
import { groupToJson } from './group-json.js';
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
      writing('create_group', input, () => createGroup({ groups, clock }, userId, input)),

    update: (input) =>
      writing('update_group', input, async () => {
        const { groupId, ...change } = parseInput(updateGroupInput, input);
        if (change.name === undefined && change.description === undefined) {
          throw invalidField('input', 'must contain at least one field to change');
        }
        const changed = { ...change, updatedAt: clock.now() };
        return done(await groups.update(userId, groupId as GroupId, changed)).group;
      }),

    delete: (groupId, options) =>
      writing('delete_group', { groupId }, async () => {
        const input = parseInput(deleteGroupInput, { groupId, ...options });
        done(await groups.remove(userId, input.groupId as GroupId, input.expectedUpdatedAt));
      }),

    list: () =>
      guard.run('list_groups', 'memories:read', undefined, async () =>
        (await groups.listOf(userId)).map((group) => visiblePersona(userId, group)),
      ),

    addMembers: (groupId, userIds) =>
      writing('add_group_members', { groupId }, async () => {
        const input = parseInput(membersInput, { groupId, userIds });
        const id = input.groupId as GroupId;
        const members = withoutOwner(input.userIds, userId);
        const options = { at: clock.now(), maxMembers: limits.groupMembers };
        const after = await groups.addMembers(userId, id, members, options);
        if (after.outcome === 'full') {
          throw invalidField(
            'userIds',
            `must leave the group with at most ${limits.groupMembers} members`,
          );
        }
        return done(after).group;
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
        return visiblePersona(userId, found(after));
      }),
  };
}

/** Members other than the owner do not learn who else belongs. */
function visiblePersona(userId: UserId, group: Group): Group {
  return group.ownerId === userId ? group : { ...group, memberIds: [] };
}

/** What came of a change that was made. */
function done<Outcome extends GroupChangeOutcome | GroupRemoveOutcome | MembersOutcome>(
  outcome: Outcome,
): Exclude<Outcome, { readonly outcome: 'conflict' | 'not_found' }> {
  if (outcome.outcome === 'conflict') {
    throw new PicardError('conflict', 'The group has changed since it was read.', {
      details: { current: groupToJson(outcome.current) },
    });
  }
  if (outcome.outcome === 'not_found') throw notFound();
  return outcome as Exclude<Outcome, { readonly outcome: 'conflict' | 'not_found' }>;
}

function found(group: Group | undefined): Group {
  if (!group) throw notFound();
  return group;
}

function notFound(): PicardError {
  return new PicardError('not_found', 'There is no such group.');
}
