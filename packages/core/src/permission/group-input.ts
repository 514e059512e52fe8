import { z } from 'zod';
import { type Input, idList, instant, label, storable, uuid } from '../field.js';
import { limits } from '../limits.js';

const name = label(limits.groupName).describe('Name of the group, unique among your groups.');

const description = storable(
  z
    .string()
    .max(limits.groupDescription, `must have at most ${limits.groupDescription} characters`),
).describe('What the group is for.');

const groupId = uuid.describe('Id of the group.');

const expectedUpdatedAt = instant.describe(
  'Fail with `conflict` unless this is the current `updated_at` of the group.',
);

const userIds = idList('Ids of users.', limits.groupMembers);

export const createGroupInput = z.strictObject({
  id: uuid
    .optional()
    .describe('Id of the new group: any UUID of your choice, to make the call safe to repeat.'),
  name,
  description: description.optional(),
  memberIds: userIds.optional(),
});

export const updateGroupInput = z.strictObject({
  groupId,
  name: name.optional(),
  description: description.nullable().optional(),
  expectedUpdatedAt: expectedUpdatedAt.optional(),
});

export const deleteGroupInput = z.strictObject({
  groupId,
  expectedUpdatedAt: expectedUpdatedAt.optional(),
});

export const membersInput = z.strictObject({ groupId, userIds });

/** A new group. */
export type CreateGroupInput = Input<typeof createGroupInput>;
/** A change. An absent field stays as it is; a `null` description is cleared. */
export type UpdateGroupInput = Input<typeof updateGroupInput>;
/** The options of a deletion. */
export type DeleteGroupOptions = Omit<Input<typeof deleteGroupInput>, 'groupId'>;
