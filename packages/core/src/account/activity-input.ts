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
    .describe('Only what was done by this operation, or a word such as login.'),
  since: instant
    .optional()
    .describe('Inclusive. Without it, entries go back to the first, and counts 30 days.'),
  until: instant.optional().describe('Exclusive.'),
  limit: z
    .int(`must be a whole number from 1 to ${limits.page}`)
    .min(1, `must be from 1 to ${limits.page}`)
    .max(limits.page, `must be from 1 to ${limits.page}`)
    .default(50)
    .describe('Most entries of a page.'),
  cursor: z.string().max(200).optional().describe('The next_cursor of the page before.'),
});

/** Which entries of the record of activity; all conditions hold together. */
export type ActivityInput = Input<typeof activityInput>;
