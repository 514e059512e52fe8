import { newId, type UserId } from '@picard-mcp/core';
import type { MemoryStore } from '@picard-mcp/core/ports';
import { newMemory } from '@picard-mcp/core/testing';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { describeDatabases, type TestStore } from '../../testing/index.js';
import { memoryStore } from '../memory-store.js';

const indexFrom = 40;
const embedding = { model: 'maintained', vector: Float32Array.of(1, 2, 3) };

describeDatabases('maintaining the HNSW index', { only: 'postgres' }, (database) => {
  let store: TestStore;
  let memories: MemoryStore;
  let ownerId: UserId;
  beforeEach(async () => {
    store = await database.open();
    memories = memoryStore(store.database, { indexFrom });
    ownerId = newId();
  });
  afterEach(() => store.close());

  async function insert(count: number, fields: Parameters<typeof newMemory>[0] = {}) {
    const inserted = Array.from({ length: count }, () =>
      newMemory({ ownerId, embedding, ...fields }),
    );
    await memories.insert(inserted);
    return inserted;
  }

  async function indexed() {
    const rows = await store.sql<{ scope: string }>(
      'select scope from indexed_scopes order by scope',
    );
    const [row] = await store.sql<{ count: number }>(
      'select count(*)::integer as count from memories where ann',
    );
    return { scopes: rows.map(({ scope }) => scope), memories: row?.count };
  }

  it('leaves small owners alone', async () => {
    await insert(indexFrom - 1);
    await memories.maintain();
    expect(await indexed()).toEqual({ scopes: [], memories: 0 });
  });

  it('brings in the memories of an owner with many, but those that wait for an embedding', async () => {
    await insert(indexFrom + 230);
    await insert(5, { embedding: undefined });
    await insert(3, { ownerId: newId() });
    await memories.maintain();
    expect(await indexed()).toEqual({ scopes: [ownerId], memories: indexFrom + 230 });
  });

  it('brings in public memories of all when they are many together', async () => {
    for (let owner = 0; owner < 10; owner += 1) {
      await insert(indexFrom / 10, { ownerId: newId(), permission: 'public' });
      await insert(2, { ownerId: newId() });
    }
    await memories.maintain();
    expect(await indexed()).toEqual({ scopes: ['public'], memories: indexFrom });
  });

  it('adds what was written since, and takes a scope out that has become small', async () => {
    const first = await insert(indexFrom);
    await memories.maintain();
    await insert(7);
    await memories.maintain();
    expect(await indexed()).toEqual({ scopes: [ownerId], memories: indexFrom + 7 });
    const gone = first.slice(0, 25).map(({ id }) => id);
    await memories.remove(ownerId, gone, { atomic: true });
    await memoryStore(store.database, { indexFrom }).maintain();
    expect((await indexed()).scopes).toEqual([ownerId]);
    await memories.remove(
      ownerId,
      first.slice(25, 35).map(({ id }) => id),
      { atomic: true },
    );
    await memoryStore(store.database, { indexFrom }).maintain();
    expect((await indexed()).scopes).toEqual([]);
  });

  it('is done once by several instances at once, while memories change', async () => {
    const inserted = await insert(300);
    const instances = Array.from({ length: 4 }, () => memoryStore(store.database, { indexFrom }));
    const now = new Date('2030-06-01T00:00:00.000Z');
    const changes = inserted.map(({ id }) => ({ id, category: 'changed' }));
    const [outcomes] = await Promise.all([
      memories.update(ownerId, changes, { atomic: true, now }),
      ...instances.map((instance) => instance.maintain()),
    ]);
    expect(outcomes.every(({ outcome }) => outcome === 'changed')).toBe(true);
    // What was locked by the change is left for the next time.
    await memoryStore(store.database, { indexFrom }).maintain();
    expect(await indexed()).toEqual({ scopes: [ownerId], memories: 300 });
    const found = await memories.search(
      ownerId,
      { scope: 'own' },
      { ...embedding, limit: 100 },
      now,
    );
    expect(found).toHaveLength(100);
    expect(found.every(({ memory }) => memory.category === 'changed')).toBe(true);
  });
});

describeDatabases('maintaining the embedded database', { only: 'pglite' }, (database) => {
  it('clears away what was removed, and gathers statistics', async () => {
    const store = await database.open();
    const ownerId = newId<UserId>();
    const inserted = Array.from({ length: 600 }, () => newMemory({ ownerId }));
    await store.memories.insert(inserted);
    await store.memories.remove(
      ownerId,
      inserted.map(({ id }) => id),
      { atomic: true },
    );
    await store.memories.insert([newMemory({ ownerId })]);
    await store.memories.maintain();
    const [row] = await store.sql<{ tuples: number }>(
      `select reltuples::integer as tuples from pg_class where oid = 'memories'::regclass`,
    );
    expect(row?.tuples).toBe(1);
    await store.close();
  });
});
