import { type MemoryFilter, newId, type UserId } from '@picard-mcp/core';
import { newMemory } from '@picard-mcp/core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeDatabases, type TestStore } from '../../testing/index.js';
import { clusteredVectors } from './clustered-vectors.js';
import { searchStatement } from './search-statement.js';

const model = 'planned';
const now = new Date('2030-06-01T00:00:00.000Z');
const vectors = clusteredVectors(4);
const small = newId<UserId>();
const large = newId<UserId>();

/** A value of a statement as SQL; a vector is the only binary one. */
function literal(value: unknown, vector: Float32Array): string {
  if (Buffer.isBuffer(value)) return `'[${vector.join(',')}]'`;
  if (Array.isArray(value)) return `'{${value.join(',')}}'`;
  return value instanceof Date ? `'${value.toISOString()}'` : `'${value}'`;
}

describeDatabases('plans of searches', { only: 'postgres' }, (database) => {
  let store: TestStore;
  let prepared = 0;
  beforeAll(async () => {
    store = await database.open();
    await store.memories.insert(
      Array.from({ length: 900 }, (_, index) =>
        newMemory({
          ownerId: index % 15 === 0 ? small : large,
          permission: index % 3 === 0 ? 'public' : 'private',
          embedding: { model, vector: vectors.near(index % vectors.topics) },
        }),
      ),
    );
    await store.sql(`update memories set ann = true where owner_id = $1 or permission = 'public'`, [
      large,
    ]);
  });
  afterAll(() => store.close());

  /** The plan that a connection has after so many executions, as the server tells it. */
  async function planAfter(
    executions: number,
    viewerId: UserId,
    filter: MemoryFilter,
  ): Promise<string> {
    const vector = vectors.near(0);
    const indexed = new Set(['public', large]);
    const statement = searchStatement({
      viewerId,
      filter,
      vector,
      limit: 10,
      model: 1,
      now,
      indexed,
    });
    if (!statement?.values) throw new Error('nothing is searched');
    prepared += 1;
    const execute = `execute plan_${prepared} (${statement.values.map((value) => literal(value, vector)).join(', ')})`;
    return store.database.transaction(async (transaction) => {
      await transaction.query({ text: `prepare plan_${prepared} as ${statement.text}` });
      for (let run = 0; run < executions; run += 1) await transaction.query({ text: execute });
      const { rows } = await transaction.query<{ 'QUERY PLAN': string }>({
        text: `explain (analyze, costs off, timing off, summary off) ${execute}`,
      });
      return rows.map((row) => row['QUERY PLAN'].replace(/'\[.*\]'/, 'a vector')).join('\n');
    });
  }

  describe.each([
    ['before the table was analysed', ''],
    ['after it was', 'analyze memories'],
  ])('%s', (_, prepare) => {
    beforeAll(async () => {
      if (prepare) await store.sql(prepare);
    });

    it.each([1, 10])('measure the memories of a small owner (execution %i)', async (executions) => {
      const plan = await planAfter(executions, small, { scope: 'own' });
      expect(plan).toMatch(
        /(Index Scan|Bitmap Index Scan) (using|on) memories_[^\n]*\n(.*\n)?.*Index Cond: \(owner_id = /,
      );
      expect(plan).toContain('rows=60 ');
      expect(plan).not.toContain('memories_hnsw');
      expect(plan).not.toMatch(/Seq Scan|memories_by_model/);
    });

    it.each([1, 10])('ask the index for a large owner (execution %i)', async (executions) => {
      const plan = await planAfter(executions, large, { scope: 'own' });
      expect(plan).toMatch(/Index Scan using memories_hnsw on memories [^\n]*rows=400 /);
      expect(plan).toContain('memories_owner_unindexed');
      expect(plan).not.toMatch(/Seq Scan|memories_by_model/);
    });

    it.each([1, 10])('ask the index for public memories (execution %i)', async (executions) => {
      const plan = await planAfter(executions, small, { scope: 'public' });
      expect(plan).toMatch(/Index Scan using memories_hnsw on memories [^\n]*rows=400 /);
      expect(plan).toMatch(/memories_(public|owner)_unindexed/);
      expect(plan).not.toMatch(/Seq Scan|memories_by_model/);
    });

    it('begin at the shares for what is shared', async () => {
      const plan = await planAfter(10, small, { scope: 'visible' });
      expect(plan).toMatch(/Index Only Scan using memory_shares_by_grantee/);
      expect(plan).not.toMatch(/Seq Scan|memories_by_model/);
    });
  });

  it('measure what carries a rare tag, where statistics say that it is rare', async () => {
    await store.sql('analyze memories');
    const plan = await planAfter(1, small, { scope: 'public', tags: ['absent'] });
    expect(plan).toContain('Bitmap Index Scan on memories_public_tags');
  });
});
