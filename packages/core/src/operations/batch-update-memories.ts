import { updateInput } from '../memory/input.js';
import { memoryToJson } from '../memory/memory-json.js';
import { replaces } from './annotations.js';
import { batchInput, runBatchByWire } from './batch-wire.js';
import { defineOperation } from './operation.js';
import { batchSchema, memorySchema } from './output-schemas.js';

export const batchUpdateMemories = defineOperation({
  name: 'batch_update_memories',
  title: 'Change several memories',
  description:
    "Changes up to 1,000 of the caller's own memories in one call; each item is as in update_memory. Returns one result per item, in order; a bad item does not stop the others unless `atomic` is true.",
  scope: 'memories:write',
  annotations: replaces,
  input: batchInput('memories', updateInput),
  output: batchSchema({ memory: memorySchema }),
  example: {
    memories: [{ memory_id: '3f0b6c1e-8a0f-4a54-9a68-0b7f0a3f6c52', tags: ['travel', 'flights'] }],
    atomic: true,
  },
  handle: ({ picard, signal }, { items, atomic }) =>
    runBatchByWire({
      items,
      atomic,
      schema: updateInput,
      run: (ready) => picard.memories.batchUpdate(ready, { atomic, signal }),
      toJson: (memory) => ({ memory: memoryToJson(memory) }),
    }),
});
