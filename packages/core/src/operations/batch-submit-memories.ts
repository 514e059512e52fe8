import { submitInput } from '../memory/input.js';
import { memoryToJson } from '../memory/memory-json.js';
import { adds } from './annotations.js';
import { batchInput, runBatchByWire } from './batch-wire.js';
import { defineOperation } from './operation.js';
import { batchSchema, memorySchema } from './output-schemas.js';

export const batchSubmitMemories = defineOperation({
  name: 'batch_submit_memories',
  title: 'Remember several things',
  description:
    'Stores up to 1,000 memories in one call. Returns one result per item, in order; a bad item does not stop the others unless `atomic` is true.',
  scope: 'memories:write',
  annotations: adds,
  input: batchInput('memories', submitInput),
  output: batchSchema({ memory: memorySchema }),
  example: {
    memories: [{ text: 'Allergic to peanuts.' }, { text: 'Works at a bakery.', tags: ['work'] }],
  },
  handle: ({ picard, signal }, { items, atomic }) =>
    runBatchByWire({
      items,
      atomic,
      schema: submitInput,
      run: (ready) => picard.memories.batchSubmit(ready, { atomic, signal }),
      toJson: (memory) => ({ memory: memoryToJson(memory) }),
    }),
});
