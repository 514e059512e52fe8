import { encodeArray } from './binary-array.js';
import { byteaType } from './column-types.js';

/** What rows are written with: numbers of the embedding models by name, and the type of their vectors. */
export interface Encoding {
  readonly models: ReadonlyMap<string, number>;
  readonly halfvecType: number;
}

/** How one column is written for many memories at once. */
export interface WrittenColumn<Item> {
  readonly name: string;
  /** Type of the array that holds the values of all rows. */
  readonly parameterType: string;
  /** What the array's elements are cast to. */
  readonly cast?: string;
  values(items: readonly Item[], encoding: Encoding): unknown;
}

/** A column whose values go as they are. */
export function plain<Item>(
  name: string,
  type: string,
  of: (item: Item) => unknown,
): WrittenColumn<Item> {
  return { name, parameterType: `${type}[]`, values: (items) => items.map(of) };
}

/** A column of bytes, which go in PostgreSQL's binary form. */
export function bytes<Item>(
  name: string,
  of: (item: Item) => Uint8Array | undefined,
): WrittenColumn<Item> {
  return {
    name,
    parameterType: 'bytea[]',
    values: (items) => encodeArray(byteaType, items.map(of)),
  };
}

/** `a, b, c` */
export function namesOf(columns: readonly WrittenColumn<never>[]): string {
  return columns.map(({ name }) => name).join(', ');
}

/** The columns as they come out of `rowsOf`. */
export function selectedOf(columns: readonly WrittenColumn<never>[]): string {
  return columns.map(({ name, cast }) => (cast ? `${name}::${cast}` : name)).join(', ');
}

/** The rows that parameters from `$first` on hold, as the relation `new`. */
export function rowsOf(columns: readonly WrittenColumn<never>[], first = 1): string {
  const arrays = columns.map(({ parameterType }, index) => `$${first + index}::${parameterType}`);
  return `unnest(${arrays.join(', ')}) as new (${namesOf(columns)})`;
}

/** The parameters of `rowsOf`. */
export function valuesOf<Item>(
  columns: readonly WrittenColumn<Item>[],
  items: readonly Item[],
  encoding: Encoding,
): readonly unknown[] {
  return columns.map((column) => column.values(items, encoding));
}
