import { z } from 'zod';
import { reads } from './annotations.js';
import { groupToJson } from './group-json.js';
import { defineOperation } from './operation.js';
import { groupSchema } from './output-schemas.js';

export const listGroups = defineOperation({
  name: 'list_groups',
  title: 'List groups',
  description: 'Lists the groups that the caller owns or belongs to, by name.',
  scope: 'memories:read',
  annotations: reads,
  input: z.strictObject({}),
  output: z.looseObject({ groups: z.array(groupSchema) }),
  example: {},
  handle: async ({ picard }) => ({ groups: (await picard.groups.list()).map(groupToJson) }),
});
