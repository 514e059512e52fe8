import { distinctLabels, type NewMemory } from '@picard-mcp/core/ports';
import type { Database, Statement } from '../database/database.js';
import type { EmbeddingModels } from './embedding-models.js';
import { grantees } from './grantees.js';
import {
  asSpelled,
  labelsOf,
  labelValues,
  type NamedLabel,
  type Spelling,
  spellLabels,
  whereSpelled,
} from './labels/spell-labels.js';
import { insertedColumns, insertedMark } from './memory-columns.js';
import { type Encoding, namesOf, rowsOf, selectedOf, valuesOf } from './written-column.js';

export interface InsertContext {
  readonly database: Database;
  readonly models: EmbeddingModels;
  readonly halfvecType: () => Promise<number>;
}

/**
 * Inserts all memories and their shares in one statement. If a label is new, or the owner spells it
 * differently from these memories, it uses a transaction. Returns the memories as stored.
 */
export async function insertMemories(
  context: InsertContext,
  memories: readonly NewMemory[],
): Promise<readonly NewMemory[]> {
  const given = memories.map((memory) => ({ ...memory, tags: distinctLabels(memory.tags) }));
  if (given.length === 0) return given;
  const { database } = context;
  const encoding = await encodingFor(context, given);
  const labels = labelsOf(given);
  const { rowCount } = await database.query(insertStatement(given, encoding, labels));
  if (rowCount > 0) return given;
  return database.transaction(async (transaction) => {
    const spelled = spellAll(await spellLabels(transaction, labels), given);
    await transaction.query(insertStatement(spelled, encoding, []));
    return spelled;
  });
}

/** Memories with their labels as their owners spell them. */
export function spellAll(spell: Spelling, memories: readonly NewMemory[]): readonly NewMemory[] {
  return memories.map((memory) => spell(memory.ownerId, memory));
}

/** Registers the embedding models of `items` and returns what their rows are written with. */
export async function encodingFor(
  { models, halfvecType }: Pick<InsertContext, 'models' | 'halfvecType'>,
  items: readonly { readonly embedding?: NewMemory['embedding'] }[],
): Promise<Encoding> {
  const names = items.flatMap(({ embedding }) => embedding?.model ?? []);
  return { models: await models.register(names), halfvecType: await halfvecType() };
}

export const insertRows = `insert into memories (${namesOf(insertedColumns)}, ${insertedMark.name})
  select ${selectedOf(insertedColumns)}, ${insertedMark.value} from ${rowsOf(insertedColumns)}`;

const shareTypes = ['uuid[]', 'uuid[]', 'text[]', 'uuid[]'];

/** Owners, ids, kinds and grantees of shares, as the parameters that follow those of `insertRows`. */
export const shareRows = `unnest(${shareTypes
  .map((type, index) => `$${insertedColumns.length + 1 + index}::${type}`)
  .join(', ')}) as new (owner_id, memory_id, grantee_kind, grantee_id)`;

/** With labels, nothing is inserted unless all of them are spelled like this by their owners. */
function insertStatement(
  memories: readonly NewMemory[],
  encoding: Encoding,
  labels: readonly NamedLabel[],
): Statement {
  const row = valuesOf(insertedColumns, memories, encoding);
  const shares = shareColumns(memories);
  const [name, ctes, condition] =
    labels.length > 0
      ? [
          'memories_insert_labelled',
          asSpelled(row.length + (shares?.length ?? 0) + 1),
          whereSpelled,
        ]
      : ['memories_insert', [], ''];
  const values = [...row, ...(shares ?? []), ...(labels.length > 0 ? labelValues(labels) : [])];
  if (!shares) {
    const prefix = ctes.length > 0 ? `with ${ctes.join(', ')}` : '';
    return { name, text: `${prefix} ${insertRows} ${condition}`, values };
  }
  return {
    name: `${name}_shared`,
    text: `with ${[...ctes, `inserted as (${insertRows} ${condition} returning id)`].join(', ')}
      insert into memory_shares (owner_id, memory_id, grantee_kind, grantee_id)
      select * from ${shareRows} where exists (select from inserted)`,
    values,
  };
}

/** The shares of the memories: owners, ids, kinds and grantees. `undefined`: none. */
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
