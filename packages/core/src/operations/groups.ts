import { z } from 'zod';
import {
  createGroupInput,
  deleteGroupInput,
  membersInput,
  updateGroupInput,
} from '../permission/group-input.js';
import { groupToJson } from '../permission/group-json.js';
import { adds, reads, replaces } from './annotations.js';
import { withId } from './created-ids.js';
import { defineOperation, type Operation } from './operation.js';
import { created, groupSchema } from './output-schemas.js';
import { onTheWire } from './wire-names.js';

export const groupOperations: readonly Operation[] = [
  defineOperation({
    name: 'create_group',
    title: 'Create a group',
    description:
      'Create a group of users to share memories with. The caller owns the group. To make the call safe to repeat, pass an `id` of your choice: the same `id` with the same content returns the stored group with `created: false`; with different content, the call fails with `conflict`.',
    scope: 'memories:write',
    annotations: adds,
    withIds: withId,
    input: onTheWire(createGroupInput),
    output: groupSchema.extend({ created }),
    example: { name: 'Family', member_ids: ['9b2f4f5e-6d3c-4d5e-8f70-112233445566'] },
    async handle({ picard }, input) {
      const group = await picard.groups.create(input);
      return { ...groupToJson(group), created: group.created };
    },
  }),
  defineOperation({
    name: 'update_group',
    title: 'Change a group',
    description:
      'Change the name or description of a group that the caller owns. A null description clears it. With `expected_updated_at`, the call fails with `conflict` if the group has changed since that time.',
    scope: 'memories:write',
    annotations: replaces,
    input: onTheWire(updateGroupInput),
    output: groupSchema,
    example: { group_id: '5a1d9f0c-7b44-4c6e-9d38-6f1e2d3c4b5a', name: 'Close family' },
    handle: async ({ picard }, input) => groupToJson(await picard.groups.update(input)),
  }),
  defineOperation({
    name: 'delete_group',
    title: 'Delete a group',
    description:
      'Delete a group that the caller owns. Its members can no longer read what was shared with it; the memories are not deleted. With `expected_updated_at`, the call fails with `conflict` if the group has changed since that time.',
    scope: 'memories:write',
    annotations: replaces,
    input: onTheWire(deleteGroupInput),
    output: z.looseObject({ deleted: z.literal(true), group_id: z.uuid() }),
    example: { group_id: '5a1d9f0c-7b44-4c6e-9d38-6f1e2d3c4b5a' },
    async handle({ picard }, { groupId, ...options }) {
      await picard.groups.delete(groupId, options);
      return { deleted: true as const, group_id: groupId };
    },
  }),
  defineOperation({
    name: 'list_groups',
    title: 'List groups',
    description: 'List the groups that the caller owns or belongs to, ordered by name.',
    scope: 'memories:read',
    annotations: reads,
    input: z.strictObject({}),
    output: z.looseObject({ groups: z.array(groupSchema) }),
    example: {},
    handle: async ({ picard }) => ({ groups: (await picard.groups.list()).map(groupToJson) }),
  }),
  defineOperation({
    name: 'add_group_members',
    title: 'Add members to a group',
    description:
      'Add users to a group that the caller owns. They can then read what is shared with the group.',
    scope: 'memories:write',
    annotations: replaces,
    input: onTheWire(membersInput),
    output: groupSchema,
    example: {
      group_id: '5a1d9f0c-7b44-4c6e-9d38-6f1e2d3c4b5a',
      user_ids: ['9b2f4f5e-6d3c-4d5e-8f70-112233445566'],
    },
    handle: async ({ picard }, { groupId, userIds }) =>
      groupToJson(await picard.groups.addMembers(groupId, userIds)),
  }),
  defineOperation({
    name: 'remove_group_members',
    title: 'Remove members from a group',
    description:
      'Remove users from a group that the caller owns. They immediately lose access to what is shared with the group. A member who is not the owner can only remove themselves.',
    scope: 'memories:write',
    annotations: replaces,
    input: onTheWire(membersInput),
    output: groupSchema,
    example: {
      group_id: '5a1d9f0c-7b44-4c6e-9d38-6f1e2d3c4b5a',
      user_ids: ['9b2f4f5e-6d3c-4d5e-8f70-112233445566'],
    },
    handle: async ({ picard }, { groupId, userIds }) =>
      groupToJson(await picard.groups.removeMembers(groupId, userIds)),
  }),
];
