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
  defineOperation({
    name: 'list_categories',
    title: 'List categories',
    description:
      "Lists the categories of the user's own memories with how many memories are in each, the largest first. Use it to reuse existing categories instead of inventing new ones.",
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
      "Renames a tag on all of the user's own memories at once, those that have expired too, and in the filters of the user's personas. If the new name is a tag already, the two become one. Upper and lower case do not make different tags: to change how a tag is written, give its new spelling as `to`.",
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
      "Renames a category on all of the user's own memories at once, those that have expired too, and in the filters of the user's personas. If the new name is a category already, the two become one. To change how a category is written, give its new spelling as `to`.",
    scope: 'memories:write',
    annotations: replaces,
    input: onTheWire(renameCategoryInput),
    output: renamedSchema,
    example: { from: 'hobbies', to: 'leisure' },
    handle: async ({ picard }, input) => ({ ...(await picard.memories.renameCategory(input)) }),
  }),
];
