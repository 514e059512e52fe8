import type { Visit } from '../../http/visit.js';
import type { Input } from '../../memory-service/tools.js';
import { endOfDay, startOfDay } from '../../ui/day-range.js';
import { type ListQuery, type Sort, sortOf } from './list-query.js';

const orders = {
  newest: { sort: 'created_at', order: 'desc' },
  oldest: { sort: 'created_at', order: 'asc' },
  changed: { sort: 'updated_at', order: 'desc' },
  unchanged: { sort: 'updated_at', order: 'asc' },
  expiring: { sort: 'expiration_date', order: 'asc' },
  lasting: { sort: 'expiration_date', order: 'desc' },
} as const satisfies Record<Sort, Pick<Input<'get_memories'>, 'sort' | 'order'>>;

/** The part of the query that the memory server answers. */
export function serverQuery(
  query: ListQuery,
  { zone }: Pick<Visit, 'zone'>,
): Omit<Input<'get_memories'>, 'limit' | 'cursor'> {
  const { of, permission, tags, category, from, to, expiry } = query;
  return {
    ...orders[sortOf(query)],
    expired: expiry === 'expired',
    ...(of !== undefined && { user_id: of }),
    ...(permission && { permission }),
    ...(tags.length > 0 && { tags }),
    ...(category && { category }),
    ...(from && { created_after: startOfDay(from, zone) }),
    ...(to && { created_before: endOfDay(to, zone) }),
  };
}
