import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeDatabases, type TestStore } from '../testing/index.js';
import { arrayLiteral } from './array-literal.js';
import { encodeArray } from './binary-array.js';
import { byteaType, halfvecType } from './column-types.js';
import { encodeHalfvec } from './halfvec.js';

describeDatabases('parameters', (database) => {
  let store: TestStore;
  beforeAll(async () => {
    store = await database.open();
  });
  afterAll(() => store.close());

  it('takes arrays of bytes in binary form', async () => {
    const elements = [Buffer.of(0, 255), undefined, Buffer.alloc(0), Buffer.alloc(70_000, 7)];
    const rows = await store.sql<{ element: Buffer | null }>(
      'select element from unnest($1::bytea[]) with ordinality as given (element, place) order by place',
      [encodeArray(byteaType, elements)],
    );
    expect(rows.map(({ element }) => element ?? undefined)).toEqual(elements);
  });

  it('takes an empty array and one of nothing but nulls', async () => {
    for (const elements of [[], [undefined, undefined]]) {
      const [row] = await store.sql<{ count: number }>('select cardinality($1::bytea[]) as count', [
        encodeArray(byteaType, elements),
      ]);
      expect(row?.count).toBe(elements.length);
    }
  });

  it('takes vectors in binary form', async () => {
    const type = await halfvecType(store.database)();
    const vectors = [Float32Array.of(3, 4), Float32Array.of(0, -1)];
    const rows = await store.sql<{ size: number; first: string }>(
      `select vector_dims(element) as size, subvector(element, 1, 3)::text as first
       from unnest($1::halfvec[]) with ordinality as given (element, place) order by place`,
      [encodeArray(type, vectors.map(encodeHalfvec))],
    );
    expect(rows.map(({ size }) => size)).toEqual([1536, 1536]);
    expect(rows.map(({ first }) => JSON.parse(first))).toEqual([
      [expect.closeTo(0.6, 3), expect.closeTo(0.8, 3), 0],
      [0, -1, 0],
    ]);
  });

  it('takes any text in an array literal', async () => {
    const texts = ['', 'NULL', '"', '\\', '{a,b}', ' ', "'", 'a\nb\tc', '\u{1f600}', '\\"'];
    const [row] = await store.sql<{ texts: string[] }>('select $1::text[] as texts', [
      arrayLiteral(texts),
    ]);
    expect(row?.texts).toEqual(texts);
  });
});
