import type { UserId } from '@picard-mcp/core';
import type { Queryable } from '../database/database.js';

export interface TagCount {
  readonly tag: string;
  readonly count: number;
}

/** The tags of the owner's unexpired memories, the most frequent first. */
export async function listTags(
  database: Queryable,
  ownerId: UserId,
  now: Date,
): Promise<readonly TagCount[]> {
  const { rows } = await database.query<TagCount>({
    name: 'memories_tags',
    text: `select tag, count(*)::integer as count
      from memories m cross join lateral (select distinct unnest(m.tags) as tag) as distinct_tags
      where m.owner_id = (select $1::uuid) and (m.expires_at is null or m.expires_at > (select $2::timestamptz))
      group by tag order by count desc, tag collate "C"`,
    values: [ownerId, now],
  });
  return rows;
}
