import { z } from 'zod';
import { type Input, idList, instant, storable, uuid } from '../field.js';
import { limits } from '../limits.js';
import {
  category,
  memoryId,
  memoryText,
  optionalFields,
  permission,
  sharedWith,
  tag,
  tags,
} from './fields.js';
import { filterFields } from './filter-fields.js';

type Clearable<Shape extends z.ZodRawShape> = {
  [Name in keyof Shape]: z.ZodOptional<z.ZodNullable<Shape[Name]>>;
};

/** The fields of a change: an absent one stays, `null` clears it. */
function clearable<Shape extends Readonly<Record<string, z.ZodType>>>(shape: Shape) {
  return Object.fromEntries(
    Object.entries(shape).map(([name, field]) => [
      name,
      field
        .nullable()
        .optional()
        .describe(`${field.description ?? ''} null clears it.`.trim()),
    ]),
  ) as Clearable<Shape>;
}

const content = z.object(optionalFields);

const expectedUpdatedAt = instant
  .optional()
  .describe('Fail with `conflict` unless this is the current `updated_at` of the memory.');

export const submitInput = z.strictObject({
  id: memoryId
    .optional()
    .describe(
      'Id of the new memory: any UUID of your choice, to make the call safe to repeat. The same id with the same content returns the stored memory; with different content, the call fails with `conflict`. Default: a new id.',
    ),
  text: memoryText,
  permission: permission
    .optional()
    .describe(`${permission.description} Default: the setting of the user, initially private.`),
  sharedWith: sharedWith.optional(),
  tags: tags.optional(),
  ...content.partial().shape,
  expirationDate: optionalFields.expirationDate
    .nullable()
    .optional()
    .describe(
      'When the memory expires: ISO 8601 with an offset, in the future; null: never. Default: the setting of the user, initially never.',
    ),
});

export const updateInput = z.strictObject({
  memoryId,
  text: memoryText.optional(),
  tags: tags.optional(),
  ...clearable(optionalFields),
  permission: permission.optional(),
  sharedWith: sharedWith
    .optional()
    .describe(
      'Replaces the users and groups that the memory is shared with. Requires `permission: "shared"`, or no `permission` if the memory is already shared.',
    ),
  expectedUpdatedAt,
});

export const referenceInput = z.strictObject({ memoryId });

/** The memory to delete. A batch sets `permanent` once for all items. */
export const removeInput = z.strictObject({ memoryId, expectedUpdatedAt });

export const permanent = z
  .boolean()
  .default(false)
  .describe(
    'true: delete permanently instead of moving to the trash; also deletes a memory that is already in the trash.',
  );

export const deleteInput = removeInput.extend({ permanent });

export const listDeletedInput = z.strictObject({
  limit: z.int().min(1).max(limits.page).default(50),
  cursor: z.string().max(1_000).optional().describe('The `next_cursor` of the previous page.'),
});

export const setPermissionInput = z.strictObject({
  memoryId,
  permission,
  sharedWith: sharedWith.optional(),
  expectedUpdatedAt,
});

export const filter = {
  userId: uuid.optional().describe('Id of the user whose memories to list. Default: your own.'),
  memoryIds: idList(
    "Only memories with these ids, including other users' memories that you may read. An empty list matches nothing.",
    limits.memoryIds,
  ).optional(),
  ...filterFields,
};

const expired = z
  .boolean()
  .default(false)
  .describe('false: memories that have not expired. true: only your own expired ones.');

export const listInput = z.strictObject({
  ...filter,
  expired,
  sort: z.enum(['created_at', 'updated_at', 'expiration_date']).default('created_at'),
  order: z.enum(['asc', 'desc']).default('desc'),
  limit: z.int().min(1).max(limits.page).default(50),
  cursor: z
    .string()
    .max(1_000)
    .optional()
    .describe('The `next_cursor` of the previous page. The filters must be the same.'),
  contains: storable(
    z.string().max(limits.contains, `must have at most ${limits.contains} characters`),
  )
    .optional()
    .describe(
      'Words that must all occur in the text, in any case. The server reads a limited number of memories per page, so a page can be short or empty and still have a `next_cursor`.',
    ),
  count: z
    .boolean()
    .default(false)
    .describe(
      'true: also return the number of matching memories on all pages. Ignored if `contains` is given.',
    ),
});

export const queryInput = z.strictObject({
  query: memoryText.describe('What to look for, in natural language.'),
  limit: z.int().min(1).max(limits.results).default(10),
  scope: z
    .enum(['own', 'visible', 'public'])
    .optional()
    .describe(
      '`own` (default): your memories. `public`: the public memories of all users. `visible`: all memories that you may read.',
    ),
  ...filter,
  userId: uuid.optional().describe('Only memories of this user.'),
  minScore: z
    .number()
    .min(-1)
    .max(1)
    .optional()
    .describe('Leave out memories that score lower; scores go from -1 to 1.'),
});

const renaming = (label: typeof tag) =>
  z.strictObject({
    from: label.describe('The current name, in any spelling.'),
    to: label.describe('The new name. If a label with this name exists, the two are merged.'),
  });

export const renameTagInput = renaming(tag);
export const renameCategoryInput = renaming(category);

const { userId: _, memoryIds: __, ...ownFilter } = filter;

/** Selects the memories of a batch by a filter instead of ids. It can only select the caller's own. */
export const filteredBatch = {
  filter: z
    .strictObject({ ...ownFilter, expired })
    .describe('Selects your own memories as get_memories does; {}: all that have not expired.'),
  dryRun: z
    .boolean()
    .default(false)
    .describe('true: change nothing; return the number of matching memories and `confirm`.'),
  confirm: z
    .string()
    .max(2_000)
    .optional()
    .describe(
      'The `confirm` token that the same call with `dry_run` returned within the last 10 minutes.',
    ),
};

export const deleteMatchingInput = z.strictObject({ ...filteredBatch, permanent });

export const setPermissionMatchingInput = z.strictObject({
  ...filteredBatch,
  permission,
  sharedWith: sharedWith.optional(),
});

/** What a new memory holds. */
export type SubmitInput = Input<typeof submitInput>;
/** A change. An absent field stays as it is. */
export type UpdateInput = Input<typeof updateInput>;
export type RenameInput = Input<typeof renameTagInput>;
export type DeleteInput = Input<typeof deleteInput>;
export type ListDeletedInput = Input<typeof listDeletedInput>;
export type DeleteMatchingInput = Input<typeof deleteMatchingInput>;
export type SetPermissionMatchingInput = Input<typeof setPermissionMatchingInput>;
export type SetPermissionInput = Input<typeof setPermissionInput>;
export type SharedWithInput = Input<typeof sharedWith>;
export type ListInput = Input<typeof listInput>;
export type QueryInput = Input<typeof queryInput>;
/** Which memories. All conditions hold together. */
export type FilterInput = Pick<ListInput, keyof typeof filter>;
