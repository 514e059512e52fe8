import { createGroupInput } from '../permission/group-input.js';
import { adds } from './annotations.js';
import { groupToJson } from './group-json.js';
import { defineOperation } from './operation.js';
import { groupSchema } from './output-schemas.js';
import { onTheWire } from './wire-names.js';

export const createGroup = defineOperation({
  name: 'create_group',
  title: 'Create a group',
  description: 'Creates a group of users, owned by the caller, to share memories with.',
  scope: 'memories:write',
  annotations: adds,
  input: onTheWire(createGroupInput),
  output: groupSchema,
  example: { name: 'Family', member_ids: ['9b2f4f5e-6d3c-4d5e-8f70-112233445566'] },
  handle: async ({ picard }, input) => groupToJson(await picard.groups.create(input)),
});
