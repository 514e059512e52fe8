import { setPermissionInput } from '../memory/input.js';
import { memoryToJson } from '../memory/memory-json.js';
import { replaces } from './annotations.js';
import { defineOperation } from './operation.js';
import { memorySchema } from './output-schemas.js';
import { onTheWire } from './wire-names.js';

export const modifyPermissions = defineOperation({
  name: 'modify_permissions',
  title: 'Choose who may read a memory',
  description:
    "Makes one of the user's own memories private, public, or shared with the users and groups in `shared_with`, which replaces whom it was shared with before. Ask the user before making anything public.",
  scope: 'memories:write',
  annotations: replaces,
  input: onTheWire(setPermissionInput),
  output: memorySchema,
  example: {
    memory_id: '3f0b6c1e-8a0f-4a54-9a68-0b7f0a3f6c52',
    permission: 'shared',
    shared_with: { user_ids: ['9b2f4f5e-6d3c-4d5e-8f70-112233445566'], group_ids: [] },
  },
  handle: async ({ picard }, input) => memoryToJson(await picard.memories.setPermission(input)),
});
