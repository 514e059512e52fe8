import type { ActivityCount, ActivityRange } from '@picard-mcp/core/ports';
import type { Queryable } from '../database/database.js';
import { conditionsOf, where } from './conditions.js';

/** Counts by day and action, out of an index alone unless a client is named. */
export async function countByDay(
  database: Queryable,
  range: ActivityRange,
): Promise<readonly ActivityCount[]> {
  const values: unknown[] = [];
  const conditions = conditionsOf(range, values);
  const { rows } = await database.query<{ day: string; action: string; count: number }>({
    text: `
      select to_char(day, 'YYYY-MM-DD') as day, action, count
      from (
        select date_trunc('day', at at time zone 'UTC') as day, action, count(*)::float8 as count
        from activity ${where(conditions)}
        group by 1, 2
      ) counted
      order by counted.day desc, count desc, action collate "C"`,
    values,
  });
  return rows.map(({ day, action, count }) => ({ day, action, count }));
}
