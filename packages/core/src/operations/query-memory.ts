import { z } from 'zod';
import { queryInput } from '../memory/input.js';
import { foundMemoryToJson } from '../memory/memory-json.js';
import { reads } from './annotations.js';
import { defineOperation } from './operation.js';
import { foundMemorySchema } from './output-schemas.js';
import { onTheWire } from './wire-names.js';

export const queryMemory = defineOperation({
  name: 'query_memory',
  title: 'Find memories by meaning',
  description:
    "Finds the memories that are nearest in meaning to `query`, best first, each with a score. Use it before answering anything that may depend on what the user said earlier. Searches the user's own memories unless `scope` is `visible` or `public`. Filters narrow it further.",
  scope: 'memories:read',
  annotations: reads,
  input: onTheWire(queryInput),
  output: z.looseObject({ memories: z.array(foundMemorySchema).describe('Best first.') }),
  example: { query: 'Where does the user like to sit on a plane?', limit: 5 },
  async handle({ picard, signal }, input) {
    const memories = await picard.memories.query(input, { signal });
    return { memories: memories.map(foundMemoryToJson) };
  },
});
