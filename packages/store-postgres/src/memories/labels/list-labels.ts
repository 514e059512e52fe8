import type { UserId } from '@picard-mcp/core';
import type { LabelCount, LabelKind } from '@picard-mcp/core/ports';
import type { Queryable } from '../../database/database.js';

/** The labels of `memories m`, each with its key. */
const labelsOfMemory: Readonly<Record<LabelKind, string>> = {
  tag: 'select * from unnest(m.tag_keys, m.tags) as tag (key, label) where key is not null',
  category: 'select m.category_key as key, m.category as label where m.category_key is not null',
};

/** The labels of the owner's unexpired memories, the most frequent first. */
export async function listLabels(
  database: Queryable,
  ownerId: UserId,
  kind: LabelKind,
  now: Date,
): Promise<readonly LabelCount[]> {
  const { rows } = await database.query<LabelCount>({
    name: `memories_labels_${kind}`,
    text: `select min(label collate "C") as label, count(*)::integer as count
      from memories m cross join lateral (${labelsOfMemory[kind]}) as carried
      where m.owner_id = (select $1::uuid) and (m.expires_at is null or m.expires_at > (select $2::timestamptz))
      group by key order by count desc, label`,
    values: [ownerId, now],
  });
  return rows;
}
