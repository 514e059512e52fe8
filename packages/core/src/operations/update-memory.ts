import { updateInput } from '../memory/input.js';
import { memoryToJson } from '../memory/memory-json.js';
import { replaces } from './annotations.js';
import { defineOperation } from './operation.js';
import { memorySchema } from './output-schemas.js';
import { onTheWire } from './wire-names.js';

export const updateMemory = defineOperation({
  name: 'update_memory',
  title: 'Change a memory',
  description:
    "Changes the text, expiry, tags, category or metadata of one of the user's own memories. Fields that are not named stay. Pass `expected_updated_at` to be refused with `conflict`, and told the current memory, if somebody changed it in between. Use modify_permissions for who may read it.",
  scope: 'memories:write',
  annotations: replaces,
  input: onTheWire(updateInput),
  output: memorySchema,
  example: {
    memory_id: '3f0b6c1e-8a0f-4a54-9a68-0b7f0a3f6c52',
    text: 'Prefers aisle seats on long flights.',
    expiration_date: null,
  },
  handle: async ({ picard, signal }, input) =>
    memoryToJson(await picard.memories.update(input, { signal })),
});
