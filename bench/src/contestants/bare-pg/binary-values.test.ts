import { afterAll, describe, expect, it } from 'vitest';
import { createDatabase, withClient } from '../../database/bench-database.js';
import { createCleanup } from '../../process/cleanup.js';
import { binaryArray, halfvec } from './binary-values.js';

const server = process.env.PICARD_TEST_DATABASE_URL;
const skipped = server === undefined;
const why = skipped ? ' (skipped: PICARD_TEST_DATABASE_URL is not set)' : '';

describe.skipIf(skipped)(`binary values${why}`, () => {
  const cleanup = createCleanup();
  afterAll(() => cleanup.run());

  it('are what PostgreSQL makes of the same numbers in text', async () => {
    const numbers = [0.1, -0.1, 1, -1, 0.0001, 2.5, -0.5, 0, 1e-9];
    const vector = Float32Array.from(numbers);
    const database = await createDatabase(server ?? '', cleanup);
    const { rows } = await withClient(database, async (client) => {
      await client.query('create extension vector');
      const type = await client.query(`select 'halfvec'::regtype::oid::int as oid`);
      return client.query(
        `select $1::halfvec as single, ($2::halfvec[])[2] as second, $3::vector::halfvec as expected`,
        [
          halfvec(vector),
          binaryArray(type.rows[0].oid, [halfvec(Float32Array.of(1)), halfvec(vector)]),
          JSON.stringify(numbers),
        ],
      );
    });
    const { single, second, expected } = rows[0];
    const close = JSON.parse(expected).map((value: number) => expect.closeTo(value, 5));
    expect(JSON.parse(single)).toEqual(close);
    expect(JSON.parse(second)).toEqual(close);
  });
});
