import { listInput } from '../memory/input.js';
import { memoryToJson } from '../memory/memory-json.js';
import { reads } from './annotations.js';
import { defineOperation } from './operation.js';
import { memoryPageSchema } from './output-schemas.js';
import { onTheWire } from './wire-names.js';

export const getMemories = defineOperation({
  name: 'get_memories',
  title: 'List memories',
  description:
    "Lists memories by exact filters (permission, tags, category, dates), newest first by default, a page at a time. Without `user_id` these are the user's own; with another user's id, those of that user which the caller may read. To find memories by meaning, use query_memory.",
  scope: 'memories:read',
  annotations: reads,
  input: onTheWire(listInput),
  output: memoryPageSchema,
  example: { tags: ['travel'], sort: 'created_at', order: 'desc', limit: 20 },
  async handle({ picard }, input) {
    const { memories, nextCursor } = await picard.memories.list(input);
    return { memories: memories.map(memoryToJson), next_cursor: nextCursor ?? null };
  },
});
