import { z } from 'zod';
import { instant, uuid } from '../field.js';
import { limits } from '../limits.js';
import type { Permission } from '../permission/permission.js';
import {
  category,
  memoryId,
  memoryText,
  metadata,
  permission,
  sharedWith,
  tagFilter,
  tags,
} from './fields.js';
import type { Metadata } from './memory.js';

/** A time: a `Date` or ISO 8601 with an offset. */
export type Instant = Date | string;

export interface SharedWithInput {
  readonly userIds?: readonly string[];
  readonly groupIds?: readonly string[];
}

/** What a new memory holds. */
export interface SubmitInput {
  readonly text: string;
  /** Default: the owner's setting, which is `private` unless they changed it. */
  readonly permission?: Permission;
  /** Needed with the permission `shared`, and only there. */
  readonly sharedWith?: SharedWithInput;
  /** Must lie in the future; `null`: never. Default: the owner's setting, which is never. */
  readonly expirationDate?: Instant | null;
  readonly tags?: readonly string[];
  readonly category?: string;
  readonly metadata?: Metadata;
}

/** A change. An absent field stays as it is. */
export interface UpdateInput {
  readonly memoryId: string;
  readonly text?: string;
  /** `null` clears it. */
  readonly expirationDate?: Instant | null;
  readonly tags?: readonly string[];
  /** `null` clears it. */
  readonly category?: string | null;
  /** Replaces all of it; `null` clears it. */
  readonly metadata?: Metadata | null;
  /** Refuses the change with `conflict` if the memory was updated at another time than this. */
  readonly expectedUpdatedAt?: Instant;
}

export interface DeleteInput {
  readonly memoryId: string;
}

export interface SetPermissionInput {
  readonly memoryId: string;
  readonly permission: Permission;
  readonly sharedWith?: SharedWithInput;
}

/** All conditions hold together. */
export interface FilterInput {
  /** Whose memories. */
  readonly userId?: string;
  readonly permission?: Permission;
  /** Memories that carry all of these. */
  readonly tags?: readonly string[];
  readonly category?: string;
  /** Inclusive. */
  readonly createdAfter?: Instant;
  /** Exclusive. */
  readonly createdBefore?: Instant;
}

export interface ListInput extends FilterInput {
  /** Default false: those not expired. True: the caller's own expired ones only. */
  readonly expired?: boolean;
  /** Default `created_at`. */
  readonly sort?: 'created_at' | 'updated_at' | 'expiration_date';
  /** Default `desc`. */
  readonly order?: 'asc' | 'desc';
  /** 1 to 200; default 50. */
  readonly limit?: number;
  readonly cursor?: string;
}

export interface QueryInput extends FilterInput {
  readonly query: string;
  /** 1 to 100; default 10. */
  readonly limit?: number;
  /**
   * `own`: the caller's memories. `public`: everybody's public ones. `visible`: all that the caller may
   * read. Default `own`, or `visible` when `userId` names somebody else.
   */
  readonly scope?: 'own' | 'visible' | 'public';
  /** Leaves out memories that score lower; from -1 to 1. */
  readonly minScore?: number;
}

const future = 'When the memory expires: ISO 8601 with an offset, in the future.';

export const submitInput = z.strictObject({
  text: memoryText,
  permission: permission
    .optional()
    .describe(`${permission.description} Default: the setting of the user, private at first.`),
  sharedWith: sharedWith.optional(),
  expirationDate: instant
    .nullable()
    .optional()
    .describe(`${future} null: never. Default: the setting of the user, never at first.`),
  tags: tags.optional(),
  category: category.optional(),
  metadata: metadata.optional(),
});

export const updateInput = z.strictObject({
  memoryId,
  text: memoryText.optional(),
  expirationDate: instant.nullable().optional().describe(`${future} null clears it.`),
  tags: tags.optional(),
  category: category.nullable().optional(),
  metadata: metadata.nullable().optional(),
  expectedUpdatedAt: instant
    .optional()
    .describe('Refuse with `conflict` if the memory was updated at another time than this.'),
});

export const referenceInput = z.strictObject({ memoryId });

export const setPermissionInput = z.strictObject({
  memoryId,
  permission,
  sharedWith: sharedWith.optional(),
});

const filter = {
  userId: uuid.optional().describe('Whose memories; default: your own.'),
  permission: permission.optional(),
  tags: tagFilter.optional(),
  category: category.optional(),
  createdAfter: instant.optional().describe('Created at this time or later (ISO 8601).'),
  createdBefore: instant.optional().describe('Created before this time (ISO 8601).'),
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
