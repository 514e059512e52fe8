import type { NewMemory } from '@picard-mcp/core/ports';
import type { Queryable, Statement } from '../database/database.js';
import { arrayLiteral } from './array-literal.js';
import { encodeArray } from './binary-array.js';
import { byteaType } from './column-types.js';
import type { EmbeddingModels } from './embedding-models.js';
import { grantees } from './grantees.js';
import { encodeHalfvec } from './halfvec.js';

export interface InsertContext {
  readonly database: Queryable;
  readonly models: EmbeddingModels;
  readonly halfvecType: () => Promise<number>;
}

/** Inserts all memories, and whom they are shared with, in one statement. */
export async function insertMemories(
  { database, models, halfvecType }: InsertContext,
  memories: readonly NewMemory[],
): Promise<void> {
  if (memories.length === 0) return;
  const names = memories.flatMap(({ embedding }) => embedding?.model ?? []);
  const statement = insertStatement(memories, await models.register(names), await halfvecType());
  await database.query(statement);
}

export const insertRows = `insert into memories (owner_id, id, permission, tags, category, created_at, updated_at, expires_at,
    sealed_text, sealed_metadata, embedding_model, embedding)
  select owner_id, id, permission, tags::text[], category, created_at, updated_at, expires_at,
    sealed_text, sealed_metadata, embedding_model, embedding
  from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::timestamptz[],
      $8::timestamptz[], $9::bytea[], $10::bytea[], $11::smallint[], $12::halfvec[])
    as new (owner_id, id, permission, tags, category, created_at, updated_at, expires_at,
      sealed_text, sealed_metadata, embedding_model, embedding)`;

const insertShares = `insert into memory_shares (owner_id, memory_id, grantee_kind, grantee_id)
  select * from unnest($13::uuid[], $14::uuid[], $15::text[], $16::uuid[])`;

function insertStatement(
  memories: readonly NewMemory[],
  models: ReadonlyMap<string, number>,
  halfvecType: number,
): Statement {
  const row = columns(memories, models, halfvecType);
  const shares = shareColumns(memories);
  if (!shares) return { name: 'memories_insert', text: insertRows, values: row };
  return {
    name: 'memories_insert_shared',
    text: `with inserted as (${insertRows}) ${insertShares}`,
    values: [...row, ...shares],
  };
}

/** Whom the memories are shared with: owners, ids, kinds and grantees. `undefined`: nobody. */
export function shareColumns(
  memories: readonly NewMemory[],
): readonly (readonly string[])[] | undefined {
  const shares = memories.flatMap(({ ownerId, id, sharedWith }) =>
    grantees(sharedWith).map((share) => ({ ownerId, id, ...share })),
  );
  if (shares.length === 0) return undefined;
  return [
    shares.map(({ ownerId }) => ownerId),
    shares.map(({ id }) => id),
    shares.map(({ kind }) => kind),
    shares.map(({ granteeId }) => granteeId),
  ];
}

/** The parameters of `insertRows`. */
export function columns(
  memories: readonly NewMemory[],
  models: ReadonlyMap<string, number>,
  halfvecType: number,
): readonly unknown[] {
  return [
    memories.map(({ ownerId }) => ownerId),
    memories.map(({ id }) => id),
    memories.map(({ permission }) => permission),
    memories.map(({ tags }) => arrayLiteral(tags)),
    memories.map(({ category }) => category),
    memories.map(({ createdAt }) => createdAt),
    memories.map(({ updatedAt }) => updatedAt),
    memories.map(({ expiresAt }) => expiresAt),
    encodeArray(
      byteaType,
      memories.map(({ sealedText }) => sealedText),
    ),
    encodeArray(
      byteaType,
      memories.map(({ sealedMetadata }) => sealedMetadata),
    ),
    memories.map(({ embedding }) => embedding && models.get(embedding.model)),
    encodeArray(
      halfvecType,
      memories.map(({ embedding }) => embedding && encodeHalfvec(embedding.vector)),
    ),
  ];
}
