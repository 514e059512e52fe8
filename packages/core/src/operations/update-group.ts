import { updateGroupInput } from '../permission/group-input.js';
import { replaces } from './annotations.js';
import { groupToJson } from './group-json.js';
import { defineOperation } from './operation.js';
import { groupSchema } from './output-schemas.js';
import { onTheWire } from './wire-names.js';

export const updateGroup = defineOperation({
  name: 'update_group',
  title: 'Change a group',
  description:
    'Changes the name or description of a group that the caller owns. A null description clears it.',
  scope: 'memories:write',
  annotations: replaces,
  input: onTheWire(updateGroupInput),
  output: groupSchema,
  example: { group_id: '5a1d9f0c-7b44-4c6e-9d38-6f1e2d3c4b5a', name: 'Close family' },
  handle: async ({ picard }, input) => groupToJson(await picard.groups.update(input)),
});
