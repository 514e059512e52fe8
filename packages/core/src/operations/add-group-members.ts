import { membersInput } from '../permission/group-input.js';
import { replaces } from './annotations.js';
import { groupToJson } from './group-json.js';
import { defineOperation } from './operation.js';
import { groupSchema } from './output-schemas.js';
import { onTheWire } from './wire-names.js';

export const addGroupMembers = defineOperation({
  name: 'add_group_members',
  title: 'Add members to a group',
  description: 'Adds users to a group that the caller owns. They then see what is shared with it.',
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
});
