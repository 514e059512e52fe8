import { z } from 'zod';
import { idList } from '../id-list.js';
import { type ListQuery, parseListQuery } from '../list-query.js';
import { queryOf, safePlace } from '../place.js';
import type { Filter } from '../server-query.js';

/** What can be done with several memories. */
export const actions = ['permission', 'tags', 'category', 'expiry', 'delete'] as const;
export type Action = (typeof actions)[number];

/** Memories that are changed at once: what the memory server takes. */
export const maxAtOnce = 1_000;

/** A filter as a form carries it: the server compares it with the one that was counted. */
const filterField = z
  .string()
  .transform((json) => JSON.parse(json) as Filter)
  .optional()
  .catch(undefined);

/** Who is chosen, and the list that they were chosen in. */
export const choiceForm = z.object({
  action: z.enum(actions).optional().catch(undefined),
  which: z.enum(['ticked', 'page', 'matching']).catch('ticked'),
  id: idList,
  page: idList,
  /** All that match, as they were counted: the filter, and the server's confirmation of the number. */
  filter: filterField,
  confirm: z.string().max(2_000).optional().catch(undefined),
  /** What the question said, to be said again while the server is away. */
  count: z.coerce.number().int().min(0).optional().catch(undefined),
  place: z.string().max(20_000).catch('/memories'),
  /** Whether the questions of the action were answered, rather than asked for. */
  step: z.enum(['ask', 'do', 'sure']).catch('ask'),
});

export type BulkChoice = z.output<typeof choiceForm>;

/** The list in which the memories were chosen. */
export function placeQuery({ place }: Pick<BulkChoice, 'place'>): ListQuery {
  return parseListQuery(queryOf(safePlace(place)), true).query;
}
