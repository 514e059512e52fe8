import { z } from 'zod';
import { reads } from './annotations.js';
import { defineOperation, type Operation } from './operation.js';

export const labelOperations: readonly Operation[] = [
  defineOperation({
    name: 'list_tags',
    title: 'List tags',
    description:
      "Lists the tags of the user's own memories with how many memories carry each, the most used first. Use it to reuse existing tags instead of inventing new ones.",
    scope: 'memories:read',
    annotations: reads,
    input: z.strictObject({}),
    output: z.looseObject({ tags: z.array(z.looseObject({ tag: z.string(), count: z.int() })) }),
    example: {},
    handle: async ({ picard }) => ({
      tags: (await picard.memories.listTags()).map(({ tag, count }) => ({ tag, count })),
    }),
  }),
];
