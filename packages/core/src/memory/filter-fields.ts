import { z } from 'zod';
import { instant } from '../field.js';
import { anyTagFilter, category, permission, tagFilter, withoutTagFilter } from './fields.js';

/** Conditions on memories that lists, searches, exports and personas share. All that are given hold together. */
export const filterFields = {
  permission: permission.optional().describe('Only memories with this permission.'),
  tags: tagFilter.optional(),
  anyTags: anyTagFilter.optional(),
  withoutTags: withoutTagFilter.optional(),
  category: category.optional().describe('Only memories in this category.'),
  hasCategory: z
    .boolean()
    .optional()
    .describe('true: only memories with a category; false: only those without.'),
  createdAfter: instant.optional().describe('Created at this time or later (ISO 8601).'),
  createdBefore: instant.optional().describe('Created before this time (ISO 8601).'),
  expiresBefore: instant.optional().describe('Expires before this time (ISO 8601).'),
  hasExpiry: z
    .boolean()
    .optional()
    .describe('true: only memories that have an expiration date; false: only those without.'),
};
