import type { UserId } from '@picard-mcp/core';
import type { MemoryChange } from '@picard-mcp/core/ports';
import type { Queryable } from '../database/database.js';
import { arrayLiteral } from './array-literal.js';
import { encodeArray } from './binary-array.js';
import { byteaType } from './column-types.js';
import { encodeHalfvec } from './halfvec.js';
import type { MemoryRow } from './memory-row.js';

/** A change that may be made, and the locked row that it changes. */
export interface RowChange {
  readonly row: MemoryRow;
  readonly change: MemoryChange;
  readonly updatedAt: Date;
}

export interface WriteContext {
  readonly transaction: Queryable;
  readonly halfvecType: number;
  /** Numbers of the embedding models by name. */
  readonly models: ReadonlyMap<string, number>;
}

/**
 * With the text, the embedding goes too: a memory without one waits for it anew. The row leaves the HNSW index, because
 * a new version of it would have to be entered there, which takes several times as long as all the rest; `maintain`
 * does that later.
 */
const writeRows = `update memories m set
    ann = false,
    permission = new.permission,
    tags = new.tags::text[],
    category = new.category,
    updated_at = new.updated_at,
    expires_at = new.expires_at,
    sealed_metadata = case when new.metadata_changed then new.sealed_metadata else m.sealed_metadata end,
    sealed_text = coalesce(new.sealed_text, m.sealed_text),
    text_revision = m.text_revision + text_changed::integer,
    embed_attempts = case when text_changed then 0 else m.embed_attempts end,
    embed_after = case when text_changed then '-infinity' else m.embed_after end,
    embedding_model = case when text_changed then new.embedding_model else m.embedding_model end,
    embedding = case when text_changed then new.embedding else m.embedding end
  from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::timestamptz[], $8::boolean[],
      $9::bytea[], $10::bytea[], $11::smallint[], $12::halfvec[])
    as new (id, permission, tags, category, updated_at, expires_at, metadata_changed,
      sealed_metadata, sealed_text, embedding_model, embedding)
  cross join lateral (select new.sealed_text is not null as text_changed) as text
  where m.id = new.id and m.owner_id is not distinct from $1`;

/** Writes changes to locked memories. */
export async function writeChanges(
  { transaction, halfvecType, models }: WriteContext,
  ownerId: UserId,
  changes: readonly RowChange[],
): Promise<void> {
  await transaction.query({
    name: 'memories_update',
    text: writeRows,
    values: [
      ownerId,
      changes.map(({ row }) => row.id),
      changes.map(({ row, change }) => change.permission ?? row.permission),
      changes.map(({ row, change }) => arrayLiteral(change.tags ?? row.tags)),
      changes.map(({ row, change }) => either(change.category, row.category)),
      changes.map(({ updatedAt }) => updatedAt),
      changes.map(({ row, change }) => either(change.expiresAt, row.expires_at)),
      changes.map(({ change }) => change.sealedMetadata !== undefined),
      encodeArray(
        byteaType,
        changes.map(({ change }) => change.sealedMetadata ?? undefined),
      ),
      encodeArray(
        byteaType,
        changes.map(({ change }) => change.sealedText),
      ),
      changes.map(({ change }) => change.embedding && models.get(change.embedding.model)),
      encodeArray(
        halfvecType,
        changes.map(({ change }) => change.embedding && encodeHalfvec(change.embedding.vector)),
      ),
    ],
  });
}

/** A field that a change leaves (`undefined`), clears (`null`) or sets. */
function either<Value>(change: Value | null | undefined, now: Value | null): Value | null {
  return change === undefined ? now : change;
}
