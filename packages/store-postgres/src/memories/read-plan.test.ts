import { newId, type UserId } from '@picard-mcp/core';
import type { MemoryFilter, MemoryPage } from '@picard-mcp/core/ports';
import { newMemory } from '@picard-mcp/core/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeDatabases, type TestStore } from '../testing/index.js';
import { countStatement } from './count.js';
import { findStatement } from './find.js';
import { isUnkeyed } from './labels/label-columns.js';
import { listStatement } from './list.js';
import { lockStatement } from './lock.js';
import { planAfter } from './plan-after.js';

const now = new Date('2030-06-01T00:00:00.000Z');
const firstPage: MemoryPage = { sort: 'created_at', order: 'desc', limit: 10 };

describeDatabases('plans of reads', (database) => {
  let store: TestStore;
  const viewer = newId<UserId>();
  const memories = Array.from({ length: 600 }, (_, index) =>
    newMemory({
      ...(index % 3 === 0 && { ownerId: viewer }),
      permission: index % 2 === 0 ? 'public' : 'private',
      createdAt: new Date(now.getTime() - index * 1_000),
    }),
  );
  beforeAll(async () => {
    store = await database.open();
    await store.memories.insert(memories);
    await store.sql('analyze memories');
  });
  afterAll(() => store.close());

  function listPlan(filter: MemoryFilter, page: MemoryPage, executions = 10): Promise<string> {
    const statement = listStatement(viewer, filter, page, now);
    if (!statement) throw new Error('nothing is listed');
    return planAfter(executions, store.database, statement);
  }

  it('take a page of own memories in the order of the index', async () => {
    const last = memories[300];
    if (!last) throw new Error('there is no memory');
    const next = { ...firstPage, after: { value: last.createdAt, id: last.id } };
    for (const page of [firstPage, next, { ...next, order: 'asc' as const }]) {
      const plan = await listPlan({ scope: 'own' }, page);
      expect(plan).toMatch(
        /Index Scan (Backward )?using memories_by_owner_created on memories [^\n]*rows=1[01] /,
      );
    }
  });

  it('take a page of public memories in the order of the index', async () => {
    const plan = await listPlan({ scope: 'public' }, firstPage);
    expect(plan).toMatch(
      /Index Scan (Backward )?using memories_public_created on memories [^\n]*rows=1[01] /,
    );
  });

  it('find public memories by the key of a tag or a category', async () => {
    for (const [filter, index] of [
      [{ tags: ['absent'] }, 'memories_public_tag_keys'],
      [{ category: 'absent' }, 'memories_public_category_key'],
    ] as const) {
      // Such lists are not prepared: each is planned for its own values.
      const plan = await listPlan({ scope: 'public', ...filter }, firstPage, 1);
      expect(plan).toContain(index);
      expect(plan).not.toContain('Seq Scan');
    }
  });

  it('narrow a list, a count and a search to some ids by these alone', async () => {
    const memoryIds = memories.slice(0, 6).map(({ id }) => id);
    const filter = { scope: 'own', memoryIds } as const;
    const count = countStatement(viewer, filter, { exactUpTo: 10, now });
    if (!count) throw new Error('nothing is counted');
    for (const plan of [
      await listPlan(filter, firstPage),
      await planAfter(10, store.database, count),
    ]) {
      expect(plan).toMatch(/Index Scan (using|on) memories_by_id/);
      expect(plan).not.toMatch(/memories_by_owner_created|Seq Scan/);
    }
  });

  it('look for rows without keys in an index of their own', async () => {
    const plan = await planAfter(1, store.database, {
      text: `select m.id from memories m where ${isUnkeyed} order by m.owner_id, m.created_at, m.id limit $1`,
      values: [500],
    });
    expect(plan).toContain('memories_unkeyed');
    expect(plan).not.toContain('Sort');
  });

  it('find memories by their ids', async () => {
    const ids = memories.slice(0, 3).map(({ id }) => id);
    const plan = await planAfter(10, store.database, findStatement(viewer, ids, now));
    expect(plan.match(/ on memories( |_\d)/g)).toHaveLength(1);
    expect(plan).toMatch(/Index Scan (using|on) memories_by_id/);
    expect(plan).not.toContain('Seq Scan');
  });

  it('lock memories by their keys, where most owners have one memory', async () => {
    const ids = memories.slice(0, 3).map(({ id }) => id);
    const plan = await planAfter(10, store.database, lockStatement(viewer, ids));
    expect(plan).toMatch(/Index Scan (using|on) memories_by_id/);
  });
});
