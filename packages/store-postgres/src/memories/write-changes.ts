import type { UserId } from '@picard-mcp/core';
import { changedFacts, type MemoryChange, type MemoryFacts } from '@picard-mcp/core/ports';
import type { Queryable } from '../database/database.js';
import { isUnkeyed, labelsMark, writtenLabelKeys } from './labels/label-columns.js';
import { factColumns, factsOf, writtenEmbedding, writtenFacts } from './memory-columns.js';
import type { MemoryRow } from './memory-row.js';
import {
  bytes,
  type Encoding,
  plain,
  rowsOf,
  valuesOf,
  type WrittenColumn,
} from './written-column.js';

/** A change that may be made, and the locked row that it changes. */
export interface RowChange {
  readonly row: MemoryRow;
  readonly change: MemoryChange;
  readonly updatedAt: Date;
}

/** A change with the facts that the row has after it. */
interface Written extends RowChange {
  readonly facts: MemoryFacts;
}

const changedColumns: readonly WrittenColumn<Written>[] = [
  plain('id', 'uuid', ({ row }) => row.id),
  plain('permission', 'text', ({ row, change }) => change.permission ?? row.permission),
  plain('updated_at', 'timestamptz', ({ updatedAt }) => updatedAt),
  ...writtenFacts<Written>(({ facts }, fact) => facts[fact]),
  ...writtenLabelKeys<Written>(({ facts }) => facts),
  plain(
    'labels_changed',
    'boolean',
    ({ change }) => change.tags !== undefined || change.category !== undefined,
  ),
  plain('metadata_changed', 'boolean', ({ change }) => change.sealedMetadata !== undefined),
  bytes('sealed_metadata', ({ change }) => change.sealedMetadata ?? undefined),
  bytes('sealed_text', ({ change }) => change.sealedText),
  ...writtenEmbedding<Written>(({ change }) => change.embedding),
];

const setFacts = Object.values(factColumns)
  .map(({ name, type }) => `${name} = new.${name}::${type}`)
  .join(', ');

/**
 * A change of the text also removes the embedding, so that the memory is embedded again. The row leaves the HNSW index, because
 * a new version of it would have to be entered there, which takes several times as long as all the rest; `maintain`
 * does that later.
 */
const writeRows = `update memories m set
    ann = false,
    permission = new.permission,
    updated_at = new.updated_at,
    ${setFacts},
    tag_keys = case when new.labels_changed then new.tag_keys::text[] else m.tag_keys end,
    category_key = case when new.labels_changed then new.category_key else m.category_key end,
    keyed_labels = case when new.labels_changed and not (${isUnkeyed})
      then ${labelsMark('new.tags::text[]', 'new.category')} else m.keyed_labels end,
    sealed_metadata = case when new.metadata_changed then new.sealed_metadata else m.sealed_metadata end,
    sealed_text = coalesce(new.sealed_text, m.sealed_text),
    text_revision = m.text_revision + text_changed::integer,
    embed_attempts = case when text_changed then 0 else m.embed_attempts end,
    embed_after = case when text_changed then '-infinity' else m.embed_after end,
    embedding_model = case when text_changed then new.embedding_model else m.embedding_model end,
    embedding = case when text_changed then new.embedding else m.embedding end
  from ${rowsOf(changedColumns, 2)}
  cross join lateral (select new.sealed_text is not null as text_changed) as text
  where m.id = new.id and m.owner_id is not distinct from $1`;

/** Writes changes to locked memories. */
export async function writeChanges(
  transaction: Queryable,
  ownerId: UserId,
  changes: readonly RowChange[],
  encoding: Encoding,
): Promise<void> {
  const written = changes.map((item) => ({
    ...item,
    facts: changedFacts(factsOf(item.row), item.change),
  }));
  await transaction.query({
    name: 'memories_update',
    text: writeRows,
    values: [ownerId, ...valuesOf(changedColumns, written, encoding)],
  });
}
