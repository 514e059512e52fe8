import { z } from 'zod';
import { limits } from '../limits.js';
import { referenceInput } from '../memory/input.js';
import { replaces } from './annotations.js';
import { runBatchByWire } from './batch-wire.js';
import { defineOperation } from './operation.js';
import { batchSchema } from './output-schemas.js';

export const batchDeleteMemories = defineOperation({
  name: 'batch_delete_memories',
  title: 'Delete several memories',
  description:
    "Deletes up to 1,000 of the caller's own memories for good in one call. Returns one result per id, in order; a bad id does not stop the others unless `atomic` is true.",
  scope: 'memories:write',
  annotations: replaces,
  input: z.strictObject({
    memory_ids: z
      .array(z.unknown().meta({ type: 'string', format: 'uuid' }))
      .min(1, 'must not be empty')
      .max(limits.batch, `must have at most ${limits.batch} items`)
      .describe('Ids of the memories.'),
    atomic: z
      .boolean()
      .default(false)
      .describe('true: if one id fails, nothing is deleted and the call fails.'),
  }),
  output: batchSchema({ deleted: z.literal(true), memory_id: z.uuid() }),
  example: { memory_ids: ['3f0b6c1e-8a0f-4a54-9a68-0b7f0a3f6c52'] },
  handle: ({ picard }, { memory_ids, atomic }) =>
    runBatchByWire({
      items: memory_ids.map((memory_id) => ({ memory_id })),
      atomic,
      schema: referenceInput,
      run: (ready) => picard.memories.batchDelete(ready, { atomic }),
      toJson: ({ memoryId }) => ({ deleted: true, memory_id: memoryId }),
    }),
});
