import { referenceInput } from '../memory/input.js';
import { memoryToJson } from '../memory/memory-json.js';
import { reads } from './annotations.js';
import { defineOperation } from './operation.js';
import { memorySchema } from './output-schemas.js';
import { onTheWire } from './wire-names.js';

export const getMemory = defineOperation({
  name: 'get_memory',
  title: 'Read one memory',
  description:
    "Reads one memory by its id: one of the user's own, or somebody else's that the user may read. One that has expired is not found; get_memories with `expired` lists those.",
  scope: 'memories:read',
  annotations: reads,
  input: onTheWire(referenceInput),
  output: memorySchema,
  example: { memory_id: '3f0b6c1e-8a0f-4a54-9a68-0b7f0a3f6c52' },
  handle: async ({ picard }, { memoryId }) => memoryToJson(await picard.memories.get(memoryId)),
});
