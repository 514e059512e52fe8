import { DateTime } from 'luxon';
import type { Visit } from '../../http/visit.js';
import type { Input } from '../../memory-service/tools.js';
import { endOfDay, startOfDay } from '../../ui/day-range.js';
import { type Expiry, type ListQuery, type Sort, sortOf } from './list-query.js';

const orders = {
  newest: { sort: 'created_at', order: 'desc' },
  oldest: { sort: 'created_at', order: 'asc' },
  changed: { sort: 'updated_at', order: 'desc' },
  unchanged: { sort: 'updated_at', order: 'asc' },
  expiring: { sort: 'expiration_date', order: 'asc' },
  lasting: { sort: 'expiration_date', order: 'desc' },
} as const satisfies Record<Sort, Pick<Input<'get_memories'>, 'sort' | 'order'>>;

/** Who reads a list, and when. */
type Reader = Pick<Visit, 'zone' | 'now'>;

/** Which memories of the visitor, as batches take it. */
export type Filter = NonNullable<Input<'batch_delete_memories'>['filter']>;

/** What of a list's filters holds for batches too: everything but the words. */
export function batchFilter(query: ListQuery, reader: Reader): Filter {
  const { permission, tags, category, from, to, expiry } = query;
  return {
    expired: expiry === 'expired',
    ...(permission && { permission }),
    ...(tags.length > 0 && (query.tagMatch === 'any' ? { any_tags: tags } : { tags })),
    ...(category && { category }),
    ...(query.isUncategorized && { has_category: false }),
    ...(from && { created_after: startOfDay(from, reader.zone) }),
    ...(to && { created_before: endOfDay(to, reader.zone) }),
    ...expiryFilter(expiry, reader),
  };
}

/** The query as the memory server takes it, but for the page. */
export function serverQuery(
  query: ListQuery,
  reader: Reader,
): Omit<Input<'get_memories'>, 'limit' | 'cursor'> {
  const { of, words } = query;
  return {
    ...batchFilter(query, reader),
    ...orders[sortOf(query)],
    ...(of !== undefined && { user_id: of }),
    ...(words && { contains: words }),
  };
}

function expiryFilter(expiry: Expiry, { zone, now }: Reader): Filter {
  if (expiry === 'never') return { has_expiry: false };
  if (expiry !== 'week' && expiry !== 'month') return {};
  // To the end of a day, so that the pages of a list are of one filter.
  const last = DateTime.fromJSDate(now, { zone }).plus({ days: expiry === 'week' ? 7 : 30 });
  return { expires_before: endOfDay(last.toFormat('yyyy-MM-dd'), zone) };
}
