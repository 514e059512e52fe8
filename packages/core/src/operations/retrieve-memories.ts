import { z } from 'zod';
import { limits } from '../limits.js';
import type { Memory } from '../memory/memory.js';
import { memoryToJson } from '../memory/memory-json.js';
import { reads } from './annotations.js';
import { defineOperation } from './operation.js';
import { memoryPageSchema } from './output-schemas.js';

export const retrieveMemories = defineOperation({
  name: 'retrieve_memories',
  title: 'Retrieve all own memories',
  description:
    "Returns all of the user's own memories that have not expired, newest first. With `limit` or `cursor` it returns one page instead. Prefer query_memory when looking for something in particular.",
  scope: 'memories:read',
  annotations: reads,
  input: z.strictObject({
    limit: z.int().min(1).max(limits.page).optional().describe('Page size; absent: everything.'),
    cursor: z.string().max(1_000).optional().describe('`next_cursor` of the page before.'),
  }),
  output: memoryPageSchema,
  example: {},
  async handle({ picard, signal }, input) {
    const paged = input.limit !== undefined || input.cursor !== undefined;
    const memories: Memory[] = [];
    let cursor = input.cursor;
    do {
      signal?.throwIfAborted();
      const page = await picard.memories.list({ limit: paged ? input.limit : limits.page, cursor });
      memories.push(...page.memories);
      cursor = page.nextCursor;
    } while (!paged && cursor !== undefined);
    return { memories: memories.map(memoryToJson), next_cursor: cursor ?? null };
  },
});
