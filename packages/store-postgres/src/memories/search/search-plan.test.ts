import { newId, type UserId } from '@picard-mcp/core';
import type { MemoryFilter } from '@picard-mcp/core/ports';
import { newMemory } from '@picard-mcp/core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { efSearch } from '../../session-settings.js';
import { describeDatabases, type TestStore } from '../../testing/index.js';
import { planAfter } from '../plan-after.js';
import { clusteredVectors } from './clustered-vectors.js';
import { searchStatement } from './search-statement.js';

const model = 'planned';
const now = new Date('2030-06-01T00:00:00.000Z');
const vectors = clusteredVectors(4);
const asksIndex = new RegExp(`Index Scan using memories_hnsw on memories [^\\n]*rows=${efSearch} `);
const small = newId<UserId>();
const large = newId<UserId>();

describeDatabases('plans of searches', { only: 'postgres' }, (database) => {
  let store: TestStore;
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

  function searchPlan(executions: number, viewerId: UserId, filter: MemoryFilter): Promise<string> {
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
    if (!statement) throw new Error('nothing is searched');
    return planAfter(executions, store.database, statement, vector);
  }

  describe.each([
    ['before the table was analysed', ''],
    ['after it was', 'analyze memories'],
  ])('%s', (_, prepare) => {
    beforeAll(async () => {
      if (prepare) await store.sql(prepare);
    });

    it.each([1, 10])('measure the memories of a small owner (execution %i)', async (executions) => {
      const plan = await searchPlan(executions, small, { scope: 'own' });
      expect(plan).toMatch(
        /(Index Scan|Bitmap Index Scan) (using|on) memories_[^\n]*\n(.*\n)?.*Index Cond: \(owner_id = /,
      );
      expect(plan).toContain('rows=60 ');
      expect(plan).not.toContain('memories_hnsw');
      expect(plan).not.toMatch(/Seq Scan|memories_by_model/);
    });

    it.each([1, 10])('ask the index for a large owner (execution %i)', async (executions) => {
      const plan = await searchPlan(executions, large, { scope: 'own' });
      expect(plan).toMatch(asksIndex);
      expect(plan).toContain('memories_owner_unindexed');
      expect(plan).not.toMatch(/Seq Scan|memories_by_model/);
    });

    it.each([1, 10])('ask the index for public memories (execution %i)', async (executions) => {
      const plan = await searchPlan(executions, small, { scope: 'public' });
      expect(plan).toMatch(asksIndex);
      expect(plan).toMatch(/memories_(public|owner)_unindexed/);
      expect(plan).not.toMatch(/Seq Scan|memories_by_model/);
    });

    it('begin at the shares for what is shared', async () => {
      const plan = await searchPlan(10, small, { scope: 'visible' });
      expect(plan).toMatch(/memory_shares_by_grantee.*\n *Index Cond: \(grantee_id = ANY/);
      expect(plan).not.toMatch(/Seq Scan|memories_by_model/);
    });
  });

  it('measure what carries a rare tag, where statistics say that it is rare', async () => {
    await store.sql('analyze memories');
    const plan = await searchPlan(1, small, { scope: 'public', tags: ['absent'] });
    expect(plan).toContain('Bitmap Index Scan on memories_public_tag_keys');
  });
});
