import { z } from 'zod';
import { referenceInput } from '../memory/input.js';
import { replaces } from './annotations.js';
import { defineOperation } from './operation.js';
import { onTheWire } from './wire-names.js';

export const deleteMemory = defineOperation({
  name: 'delete_memory',
  title: 'Delete a memory',
  description: "Deletes one of the user's own memories for good.",
  scope: 'memories:write',
  annotations: replaces,
  input: onTheWire(referenceInput),
  output: z.looseObject({ deleted: z.literal(true), memory_id: z.uuid() }),
  example: { memory_id: '3f0b6c1e-8a0f-4a54-9a68-0b7f0a3f6c52' },
  async handle({ picard }, { memoryId }) {
    await picard.memories.delete(memoryId);
    return { deleted: true as const, memory_id: memoryId };
  },
});
