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
  .describe('Refuse with `conflict` if the memory was updated at another time than this.');

export const submitInput = z.strictObject({
  id: memoryId
    .optional()
    .describe(
      'Id of the new memory: any UUID of your choice, to make the call safe to repeat. The same id with the same content returns the stored memory; with other content the call is refused with `conflict`. Default: a new id.',
    ),
  text: memoryText,
  permission: permission
    .optional()
    .describe(`${permission.description} Default: the setting of the user, private at first.`),
  sharedWith: sharedWith.optional(),
  tags: tags.optional(),
  ...content.partial().shape,
  expirationDate: optionalFields.expirationDate
    .nullable()
    .optional()
    .describe(
      'When the memory expires: ISO 8601 with an offset, in the future; null: never. Default: the setting of the user, never at first.',
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
      'Replaces whom the memory is shared with. Goes with `permission: "shared"`, or with no `permission` if the memory is shared already.',
    ),
  expectedUpdatedAt,
});

export const referenceInput = z.strictObject({ memoryId });

export const setPermissionInput = z.strictObject({
  memoryId,
  permission,
  sharedWith: sharedWith.optional(),
  expectedUpdatedAt,
});

const filter = {
  userId: uuid.optional().describe('Whose memories; default: your own.'),
  memoryIds: idList(
    'Only memories of these ids, whosever they are, that you may read. An empty list finds nothing.',
    limits.memoryIds,
  ).optional(),
  ...filterFields,
};

export const listInput = z.strictObject({
  ...filter,
  expired: z
    .boolean()
    .default(false)
    .describe('false: memories that have not expired. true: only your own expired ones.'),
  sort: z.enum(['created_at', 'updated_at', 'expiration_date']).default('created_at'),
  order: z.enum(['asc', 'desc']).default('desc'),
  limit: z.int().min(1).max(limits.page).default(50),
  cursor: z
    .string()
    .max(1_000)
    .optional()
    .describe('`next_cursor` of the page before, with the same filters.'),
  contains: storable(
    z.string().max(limits.contains, `must have at most ${limits.contains} characters`),
  )
    .optional()
    .describe(
      'Words that must all occur in the text, whatever their case. The server opens a limited number of memories for each page: a page may be short, or empty, and still have a `next_cursor`.',
    ),
  count: z
    .boolean()
    .default(false)
    .describe(
      'true: also return how many memories match, on all pages. Not counted with `contains`.',
    ),
});

export const queryInput = z.strictObject({
  query: memoryText.describe('What to look for, in natural language.'),
  limit: z.int().min(1).max(limits.results).default(10),
  scope: z
    .enum(['own', 'visible', 'public'])
    .optional()
    .describe(
      "`own` (default): your memories. `public`: everybody's public ones. `visible`: all that you may read.",
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
    from: label.describe('The label as it is, in any spelling.'),
    to: label.describe('Its new name. If it exists already, the two become one.'),
  });

export const renameTagInput = renaming(tag);
export const renameCategoryInput = renaming(category);

/** What a new memory holds. */
export type SubmitInput = Input<typeof submitInput>;
/** A change. An absent field stays as it is. */
export type UpdateInput = Input<typeof updateInput>;
export type RenameInput = Input<typeof renameTagInput>;
export type SetPermissionInput = Input<typeof setPermissionInput>;
export type SharedWithInput = Input<typeof sharedWith>;
export type ListInput = Input<typeof listInput>;
export type QueryInput = Input<typeof queryInput>;
/** Which memories. All conditions hold together. */
export type FilterInput = Pick<ListInput, keyof typeof filter>;
