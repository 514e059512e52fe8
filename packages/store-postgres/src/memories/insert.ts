import type { NewMemory } from '@picard-mcp/core/ports';
import type { Queryable, Statement } from '../database/database.js';
import type { EmbeddingModels } from './embedding-models.js';
import { grantees } from './grantees.js';
import { insertedColumns } from './memory-columns.js';
import { type Encoding, namesOf, rowsOf, selectedOf, valuesOf } from './written-column.js';

export interface InsertContext {
  readonly database: Queryable;
  readonly models: EmbeddingModels;
  readonly halfvecType: () => Promise<number>;
}

/** Inserts all memories, and whom they are shared with, in one statement. */
export async function insertMemories(
  context: InsertContext,
  memories: readonly NewMemory[],
): Promise<void> {
  if (memories.length === 0) return;
  const { database } = context;
  await database.query(insertStatement(memories, await encodingFor(context, memories)));
}

/** Registers the embedding models of `items` and returns what their rows are written with. */
export async function encodingFor(
  { models, halfvecType }: Pick<InsertContext, 'models' | 'halfvecType'>,
  items: readonly { readonly embedding?: NewMemory['embedding'] }[],
): Promise<Encoding> {
  const names = items.flatMap(({ embedding }) => embedding?.model ?? []);
  return { models: await models.register(names), halfvecType: await halfvecType() };
}

export const insertRows = `insert into memories (${namesOf(insertedColumns)})
  select ${selectedOf(insertedColumns)} from ${rowsOf(insertedColumns)}`;

const shareTypes = ['uuid[]', 'uuid[]', 'text[]', 'uuid[]'];

/** Owners, ids, kinds and grantees of shares, as the parameters that follow those of `insertRows`. */
export const shareRows = `unnest(${shareTypes
  .map((type, index) => `$${insertedColumns.length + 1 + index}::${type}`)
  .join(', ')}) as new (owner_id, memory_id, grantee_kind, grantee_id)`;

function insertStatement(memories: readonly NewMemory[], encoding: Encoding): Statement {
  const row = valuesOf(insertedColumns, memories, encoding);
  const shares = shareColumns(memories);
  if (!shares) return { name: 'memories_insert', text: insertRows, values: row };
  return {
    name: 'memories_insert_shared',
    text: `with inserted as (${insertRows})
      insert into memory_shares (owner_id, memory_id, grantee_kind, grantee_id) select * from ${shareRows}`,
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
