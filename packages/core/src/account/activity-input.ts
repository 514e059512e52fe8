import { z } from 'zod';
import { type Input, instant, storable } from '../field.js';
import { limits } from '../limits.js';

const maxCharacters = 100;

/** See `ActivityInput`. */
export const activityInput = z.strictObject({
  action: storable(
    z
      .string()
      .min(1, 'must not be empty')
      .max(maxCharacters, `must have at most ${maxCharacters} characters`),
  )
    .optional()
    .describe('Only actions of this kind: the name of an operation, or an event such as `login`.'),
  since: instant
    .optional()
    .describe(
      'Start of the period, inclusive. Default: all entries, and counts for the last 30 days.',
    ),
  until: instant.optional().describe('End of the period, exclusive.'),
  limit: z
    .int(`must be a whole number from 1 to ${limits.page}`)
    .min(1, `must be from 1 to ${limits.page}`)
    .max(limits.page, `must be from 1 to ${limits.page}`)
    .default(50)
    .describe('Maximum number of entries per page.'),
  cursor: z.string().max(200).optional().describe('The `next_cursor` of the previous page.'),
});

/** Which entries of the record of activity; all conditions hold together. */
export type ActivityInput = Input<typeof activityInput>;
