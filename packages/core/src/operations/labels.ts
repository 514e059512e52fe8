import { z } from 'zod';
import { renameCategoryInput, renameTagInput } from '../memory/input.js';
import { reads, replaces } from './annotations.js';
import { defineOperation, type Operation } from './operation.js';
import { onTheWire } from './wire-names.js';

const renamedSchema = z.looseObject({
  renamed: z.int().describe('The number of memories that changed.'),
});

export const labelOperations: readonly Operation[] = [
  defineOperation({
    name: 'list_tags',
    title: 'List tags',
    description:
      "List the tags of the user's own memories, the most used first, with the number of memories that have each tag. Use it to reuse existing tags instead of inventing new ones.",
    scope: 'memories:read',
    annotations: reads,
    input: z.strictObject({}),
    output: z.looseObject({ tags: z.array(z.looseObject({ tag: z.string(), count: z.int() })) }),
    example: {},
    handle: async ({ picard }) => ({
      tags: (await picard.memories.listTags()).map(({ tag, count }) => ({ tag, count })),
    }),
  }),
  defineOperation({
    name: 'list_categories',
    title: 'List categories',
    description:
      "List the categories of the user's own memories, the largest first, with the number of memories in each. Use it to reuse existing categories instead of inventing new ones.",
    scope: 'memories:read',
    annotations: reads,
    input: z.strictObject({}),
    output: z.looseObject({
      categories: z.array(z.looseObject({ category: z.string(), count: z.int() })),
    }),
    example: {},
    handle: async ({ picard }) => ({
      categories: (await picard.memories.listCategories()).map(({ category, count }) => ({
        category,
        count,
      })),
    }),
  }),
  defineOperation({
    name: 'rename_tag',
    title: 'Rename a tag',
    description:
      "Rename a tag on all of the user's own memories, including expired ones, and in the filters of the user's personas. If a tag with the new name exists, the two are merged. Tags are compared without regard to case; to change the spelling of a tag, pass the new spelling as `to`.",
    scope: 'memories:write',
    annotations: replaces,
    input: onTheWire(renameTagInput),
    output: renamedSchema,
    example: { from: 'travelling', to: 'travel' },
    handle: async ({ picard }, input) => ({ ...(await picard.memories.renameTag(input)) }),
  }),
  defineOperation({
    name: 'rename_category',
    title: 'Rename a category',
    description:
      "Rename a category on all of the user's own memories, including expired ones, and in the filters of the user's personas. If a category with the new name exists, the two are merged. Categories are compared without regard to case; to change the spelling of a category, pass the new spelling as `to`.",
    scope: 'memories:write',
    annotations: replaces,
    input: onTheWire(renameCategoryInput),
    output: renamedSchema,
    example: { from: 'hobbies', to: 'leisure' },
    handle: async ({ picard }, input) => ({ ...(await picard.memories.renameCategory(input)) }),
  }),
];
