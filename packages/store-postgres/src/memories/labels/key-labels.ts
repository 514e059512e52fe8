import type { MemoryId, UserId } from '@picard-mcp/core';
import { distinctLabels, labelKey, shownLabel } from '@picard-mcp/core/ports';
import type { Database, Queryable } from '../../database/database.js';
import { arrayLiteral } from '../array-literal.js';
import { isUnkeyed, labelsMark } from './label-columns.js';
import { labelsOf, spellLabels } from './spell-labels.js';

/** Rows of one step. */
const stepSize = 500;

interface UnkeyedRow {
  readonly owner_id: UserId;
  readonly id: MemoryId;
  readonly tags: readonly string[];
  readonly category: string | null;
}

/**
 * Makes the keys of labels that a version wrote which knows none, of one step of rows, in one transaction; the oldest
 * memories of each owner first, so that their spelling stays. Of several spellings of a tag on one memory the first stays.
 * Returns the number of rows written: 0 if no unlocked rows are left.
 */
export async function keyLabels(transaction: Queryable): Promise<number> {
  const { rows } = await transaction.query<UnkeyedRow>({
    text: `select m.owner_id, m.id, m.tags, m.category from memories m where ${isUnkeyed}
      order by m.owner_id, m.created_at, m.id limit ${stepSize}`,
  });
  if (rows.length === 0) return 0;
  const spell = await spellLabels(transaction, labelsOf(rows.map(cleaned)));
  const keyed = rows.map((row) => ({ row, labels: spell(row.owner_id, cleaned(row)) }));
  const written = await transaction.query({
    text: `with locked as materialized (
        select m.owner_id, m.id, m.tags as old_tags, m.category as old_category, given.* from memories m
        join unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[])
          as given (given_owner, given_id, read_tags, read_category, tags, tag_keys, category, category_key)
          on m.owner_id = given_owner and m.id = given_id
            and m.tags = read_tags::text[] and m.category is not distinct from read_category
        order by m.owner_id, m.id for update of m skip locked
      )
      update memories m set ann = false,
        tags = new.tags::text[], tag_keys = new.tag_keys::text[],
        category = new.category, category_key = new.category_key,
        keyed_labels = ${labelsMark('new.tags::text[]', 'new.category')}
      from locked as new where m.owner_id = new.owner_id and m.id = new.id`,
    values: [
      keyed.map(({ row }) => row.owner_id),
      keyed.map(({ row }) => row.id),
      keyed.map(({ row }) => arrayLiteral(row.tags)),
      keyed.map(({ row }) => row.category),
      keyed.map(({ labels }) => arrayLiteral(labels.tags)),
      keyed.map(({ labels }) => arrayLiteral(labels.tags.map(labelKey))),
      keyed.map(({ labels }) => labels.category),
      keyed.map(({ labels }) => (labels.category === null ? null : labelKey(labels.category))),
    ],
  });
  return written.rowCount;
}

/** Makes all keys that are missing, step by step. */
export async function keyAllLabels(database: Pick<Database, 'transaction'>): Promise<void> {
  while ((await database.transaction(keyLabels)) > 0);
}

/** As labels are written now; one of nothing but white space is none. */
function cleaned({ owner_id: ownerId, tags, category }: UnkeyedRow) {
  const shown = distinctLabels(tags.map((tag) => shownLabel(tag)));
  return {
    ownerId,
    tags: shown.filter((tag) => tag !== ''),
    category: shownLabel(category ?? '') || null,
  };
}
