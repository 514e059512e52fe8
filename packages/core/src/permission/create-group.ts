import type { z } from 'zod';
import { PicardError } from '../errors.js';
import { type GroupId, newId, type UserId } from '../ids.js';
import { parseInput } from '../invalid-input.js';
import type { Clock } from '../ports/clock.js';
import type { GroupStore } from '../ports/group-store.js';
import type { Group } from './group.js';
import { type CreateGroupInput, createGroupInput } from './group-input.js';
import { groupToJson } from './group-json.js';
import type { CreatedGroup } from './group-service.js';

/** See `GroupService.create`. */
export async function createGroup(
  { groups, clock }: { readonly groups: GroupStore; readonly clock: Clock },
  ownerId: UserId,
  input: CreateGroupInput,
): Promise<CreatedGroup> {
  const given = parseInput(createGroupInput, input);
  const now = clock.now();
  const group: Group = {
    id: (given.id as GroupId | undefined) ?? newId<GroupId>(),
    ownerId,
    name: given.name,
    description: given.description,
    memberIds: withoutOwner(given.memberIds ?? [], ownerId),
    createdAt: now,
    updatedAt: now,
  };
  const inserted = await groups.insert(group);
  if (inserted.outcome === 'inserted') return { ...group, created: true };
  const { current } = inserted;
  if (!current)
    throw new PicardError('conflict', 'This id is already in use.', { details: { field: 'id' } });
  if (!holds(current, given)) {
    throw new PicardError(
      'conflict',
      'You already have a group with this id and different content.',
      {
        details: { field: 'id', current: groupToJson(current) },
      },
    );
  }
  return { ...current, created: false };
}

/** A group's owner needs no membership. */
export function withoutOwner(userIds: readonly string[], ownerId: UserId): UserId[] {
  return userIds.filter((id) => id !== ownerId) as UserId[];
}

/** Whether a group has every field that is given. */
function holds(group: Group, given: z.output<typeof createGroupInput>): boolean {
  const members = given.memberIds && new Set(withoutOwner(given.memberIds, group.ownerId));
  return (
    given.name === group.name &&
    (given.description === undefined || given.description === group.description) &&
    (members === undefined ||
      (members.size === group.memberIds.length && group.memberIds.every((id) => members.has(id))))
  );
}
