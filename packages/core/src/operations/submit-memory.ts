import { submitInput } from '../memory/input.js';
import { memoryToJson } from '../memory/memory-json.js';
import { adds } from './annotations.js';
import { defineOperation } from './operation.js';
import { memorySchema } from './output-schemas.js';
import { onTheWire } from './wire-names.js';

export const submitMemory = defineOperation({
  name: 'submit_memory',
  title: 'Remember something',
  description:
    'Stores one memory: a short text about the user, their life or their work. Use it when the user states a fact, a preference, a plan or a decision that should be known later. Write one self-contained fact per memory. Private unless `permission` says otherwise. Returns the stored memory with its id.',
  scope: 'memories:write',
  annotations: adds,
  input: onTheWire(submitInput),
  output: memorySchema,
  example: {
    text: 'Prefers window seats on long flights.',
    tags: ['travel'],
    category: 'preferences',
  },
  handle: async ({ picard, signal }, input) =>
    memoryToJson(await picard.memories.submit(input, { signal })),
});
