import type { Queryable } from '../database/database.js';

/** Instances that do so at once take different entries, and none waits for another. */
export async function removeBefore(
  database: Queryable,
  before: Date,
  limit: number,
): Promise<number> {
  const { rowCount } = await database.query({
    text: `
      delete from activity where id = any (array(
        select id from activity where at < $1::timestamptz
        order by at, id limit $2::bigint
        for update skip locked
      ))`,
    values: [before, limit],
  });
  return rowCount;
}
