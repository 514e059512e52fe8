import { setPermissionInput } from '../memory/input.js';
import { memoryToJson } from '../memory/memory-json.js';
import { replaces } from './annotations.js';
import { batchInput, runBatchByWire } from './batch-wire.js';
import { defineOperation } from './operation.js';
import { batchSchema, memorySchema } from './output-schemas.js';

export const batchModifyPermissions = defineOperation({
  name: 'batch_modify_permissions',
  title: 'Choose who may read several memories',
  description:
    "Sets the permission of up to 1,000 of the caller's own memories in one call; each item is as in modify_permissions. Returns one result per item, in order; a bad item does not stop the others unless `atomic` is true.",
  scope: 'memories:write',
  annotations: replaces,
  input: batchInput('memories', setPermissionInput),
  output: batchSchema({ memory: memorySchema }),
  example: {
    memories: [{ memory_id: '3f0b6c1e-8a0f-4a54-9a68-0b7f0a3f6c52', permission: 'private' }],
  },
  handle: ({ picard }, { items, atomic }) =>
    runBatchByWire({
      items,
      atomic,
      schema: setPermissionInput,
      run: (ready) => picard.memories.batchSetPermission(ready, { atomic }),
      toJson: (memory) => ({ memory: memoryToJson(memory) }),
    }),
});
