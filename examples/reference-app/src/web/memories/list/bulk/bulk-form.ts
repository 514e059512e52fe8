import { z } from 'zod';
import { several } from '../../../http/forms.js';
import { type ListQuery, parseListQuery } from '../list-query.js';
import { queryOf, safePlace } from '../place.js';

/** What can be done with several memories. */
export const actions = ['permission', 'tags', 'category', 'expiry', 'delete'] as const;
export type Action = (typeof actions)[number];

/** Memories that are changed at once: what the memory server takes. */
export const mostAtOnce = 1_000;

const ids = several.transform((values) => [
  ...new Set(
    values
      .flatMap((value) => value.split(','))
      .map((value) => value.trim().toLowerCase())
      .filter((value) => z.uuid().safeParse(value).success),
  ),
]);

/** Who is chosen, and the list that they were chosen in. */
export const choiceForm = z.object({
  action: z.enum(actions).optional().catch(undefined),
  which: z.enum(['ticked', 'page', 'matching']).catch('ticked'),
  id: ids,
  page: ids,
  place: z.string().max(20_000).catch('/memories'),
  /** Whether the questions of the action were answered, rather than asked for. */
  step: z.enum(['ask', 'do', 'sure']).catch('ask'),
});

export type BulkChoice = z.output<typeof choiceForm>;

/** The list in which the memories were chosen. */
export function placeQuery({ place }: Pick<BulkChoice, 'place'>): ListQuery {
  return parseListQuery(queryOf(safePlace(place)), true).query;
}
