import { membersInput } from '../permission/group-input.js';
import { replaces } from './annotations.js';
import { groupToJson } from './group-json.js';
import { defineOperation } from './operation.js';
import { groupSchema } from './output-schemas.js';
import { onTheWire } from './wire-names.js';

export const removeGroupMembers = defineOperation({
  name: 'remove_group_members',
  title: 'Remove members from a group',
  description:
    'Removes users from a group that the caller owns; they stop seeing what is shared with it at once. A member may remove only themself.',
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
});
