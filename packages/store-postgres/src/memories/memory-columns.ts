import type { MemoryFacts, NewMemory } from '@picard-mcp/core/ports';
import { arrayLiteral } from './array-literal.js';
import { encodeArray } from './binary-array.js';
import { encodeHalfvec } from './halfvec.js';
import { labelsMark, writtenLabelKeys } from './labels/label-columns.js';
import { bytes, plain, type WrittenColumn } from './written-column.js';

/** A column that stores a field of a memory unencrypted. */
interface FactColumn {
  readonly name: string;
  readonly type: 'text' | 'text[]' | 'timestamptz' | 'double precision' | 'uuid';
}

/** The column of each fact: a new fact in the port does not compile here until it has one. */
export const factColumns = {
  tags: { name: 'tags', type: 'text[]' },
  category: { name: 'category', type: 'text' },
  expirationDate: { name: 'expires_at', type: 'timestamptz' },
} satisfies Record<keyof MemoryFacts, FactColumn>;

const facts = Object.entries(factColumns) as readonly (readonly [keyof MemoryFacts, FactColumn])[];

/** An array of arrays would have to be rectangular: a list goes as the literal of an array. */
function factColumn<Item>(
  { name, type }: FactColumn,
  of: (item: Item) => unknown,
): WrittenColumn<Item> {
  if (type !== 'text[]') return plain(name, type, of);
  return {
    name,
    parameterType: 'text[]',
    cast: type,
    values: (items) => items.map((item) => arrayLiteral(of(item) as readonly string[])),
  };
}

/** The columns that hold a memory's facts. */
export function writtenFacts<Item>(
  of: (item: Item, fact: keyof MemoryFacts) => unknown,
): readonly WrittenColumn<Item>[] {
  return facts.map(([fact, column]) => factColumn(column, (item: Item) => of(item, fact)));
}

/** The two columns of an embedding. */
export function writtenEmbedding<Item>(
  of: (item: Item) => NewMemory['embedding'],
): readonly WrittenColumn<Item>[] {
  return [
    {
      name: 'embedding_model',
      parameterType: 'smallint[]',
      values: (items, { models }) =>
        items.map((item) => {
          const embedding = of(item);
          return embedding && models.get(embedding.model);
        }),
    },
    {
      name: 'embedding',
      parameterType: 'halfvec[]',
      values: (items, { halfvecType }) =>
        encodeArray(
          halfvecType,
          items.map((item) => {
            const embedding = of(item);
            return embedding && encodeHalfvec(embedding.vector);
          }),
        ),
    },
  ];
}

/** All columns of a new row. */
export const insertedColumns: readonly WrittenColumn<NewMemory>[] = [
  plain('owner_id', 'uuid', ({ ownerId }) => ownerId),
  plain('id', 'uuid', ({ id }) => id),
  plain('permission', 'text', ({ permission }) => permission),
  plain('created_at', 'timestamptz', ({ createdAt }) => createdAt),
  plain('updated_at', 'timestamptz', ({ updatedAt }) => updatedAt),
  ...writtenFacts<NewMemory>((memory, fact) => memory[fact]),
  ...writtenLabelKeys<NewMemory>((memory) => memory),
  bytes('sealed_text', ({ sealedText }) => sealedText),
  bytes('sealed_metadata', ({ sealedMetadata }) => sealedMetadata),
  ...writtenEmbedding<NewMemory>(({ embedding }) => embedding),
];

/** Additional values of a new row, derived from its columns: the marker that its labels have keys. */
export const insertedMark = {
  name: 'keyed_labels',
  value: labelsMark(`${factColumns.tags.name}::text[]`, factColumns.category.name),
};

/** A row's values of the fact columns. */
export type FactRow = Readonly<Record<string, unknown>>;

/** Reads the facts of a row. */
export function factsOf(row: FactRow): MemoryFacts {
  const read: Record<string, unknown> = {};
  for (const [fact, { name }] of facts) read[fact] = row[name] ?? undefined;
  return read as unknown as MemoryFacts;
}

/** `m.tags, m.category, …` */
export const selectedFacts = facts.map(([, { name }]) => `m.${name}`).join(', ');
