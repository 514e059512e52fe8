import { type MemoryId, newId, type UserId } from '@picard-mcp/core';
import type { MemoryFilter, MemoryStore, NewMemory } from '@picard-mcp/core/ports';
import { newMemory } from '@picard-mcp/core/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { hnsw } from '../../migrations/002-hnsw.js';
import { describeDatabases, type TestStore } from '../../testing/index.js';
import { memoryStore } from '../memory-store.js';
import { clusteredVectors } from './clustered-vectors.js';

const model = 'clustered';
const now = new Date('2030-06-01T00:00:00.000Z');
const vectors = clusteredVectors(30);

/** Few owners have most memories, and each writes about some topics. */
const owners = [1_500, 800, 500, 120, 60, 40, 10].map((size) => ({
  id: newId<UserId>(),
  size,
  topics: Array.from({ length: 6 }, () => vectors.integer(vectors.topics)),
}));
const large = owners.slice(0, 3);
const indexFrom = 400;
const reader = newId<UserId>();

function memoriesOf({ id, size, topics }: (typeof owners)[number]): NewMemory[] {
  return Array.from({ length: size }, (_, index) =>
    newMemory({
      ownerId: id,
      permission: index % 4 === 0 ? 'public' : 'private',
      tags: index % 200 === 0 ? ['rare'] : [],
      embedding: { model, vector: vectors.near(topics[index % topics.length] ?? 0) },
    }),
  );
}

describeDatabases('search by the HNSW index', { only: 'postgres' }, (database) => {
  let store: TestStore;
  let memories: MemoryStore;

  beforeAll(async () => {
    store = await database.open();
    memories = memoryStore(store.database, { indexFrom });
    for (const owner of owners) {
      const all = memoriesOf(owner);
      for (let from = 0; from < all.length; from += 500) {
        await memories.insert(all.slice(from, from + 500));
      }
    }
    await buildIndex();
  });
  afterAll(() => store.close());

  /** What `maintain` would do row by row. */
  async function buildIndex(): Promise<void> {
    await store.sql('drop index memories_hnsw');
    await store.sql(
      `update memories set ann = true where owner_id = any ($1::uuid[]) or permission = 'public'`,
      [large.map(({ id }) => id)],
    );
    await store.sql(hnsw);
    await store.sql('analyze memories');
    await store.sql('insert into indexed_scopes select unnest($1::text[])', [
      ['public', ...large.map(({ id }) => id)],
    ]);
  }

  function search(viewerId: UserId, filter: MemoryFilter, vector: Float32Array, limit = 10) {
    return memories.search(viewerId, filter, { model, vector, limit }, now);
  }

  /** Ids of the nearest, by measuring all that meet the condition. */
  async function nearest(condition: string, vector: Float32Array, limit = 10) {
    const rows = await store.sql<{ id: MemoryId }>(
      `select id from memories where ${condition} order by embedding <=> $1::halfvec, id limit $2`,
      [`[${vector.join(',')}]`, limit],
    );
    return rows.map(({ id }) => id);
  }

  /** The share of the nearest that searches find, over many queries. */
  async function recall(viewerId: UserId, filter: MemoryFilter, condition: string, limit = 10) {
    let found = 0;
    let wanted = 0;
    for (let query = 0; query < vectors.topics; query += 1) {
      const vector = vectors.near(query);
      const truth = await nearest(condition, vector, limit);
      const ids = new Set(
        (await search(viewerId, filter, vector, limit)).map(({ memory }) => memory.id),
      );
      wanted += truth.length;
      found += truth.filter((id) => ids.has(id)).length;
    }
    return found / wanted;
  }

  it('finds the nearest of an owner, whatever the owner writes about', async () => {
    for (const { id } of owners) {
      const share = await recall(id, { scope: 'own' }, `owner_id = '${id}'`);
      expect(share).toBeGreaterThanOrEqual(0.99);
    }
  });

  it('finds the nearest of all public memories', async () => {
    const share = await recall(reader, { scope: 'public' }, `permission = 'public'`);
    expect(share).toBeGreaterThanOrEqual(0.99);
  });

  it('finds the nearest of what is visible', async () => {
    for (const { id } of [owners[0], owners[4]].flatMap((owner) => owner ?? [])) {
      const condition = `(owner_id = '${id}' or permission = 'public')`;
      expect(await recall(id, { scope: 'visible' }, condition)).toBeGreaterThanOrEqual(0.99);
    }
  });

  it('finds 100 nearest as well as 10', async () => {
    const [{ id }] = large as [(typeof owners)[number]];
    const share = await recall(id, { scope: 'own' }, `owner_id = '${id}'`, 100);
    expect(share).toBeGreaterThanOrEqual(0.99);
  });

  it('gives every memory that carries a rare tag, and the nearest first', async () => {
    const [{ id }] = large as [(typeof owners)[number]];
    for (let topic = 0; topic < 5; topic += 1) {
      const vector = vectors.near(topic);
      const wishes: readonly [UserId, MemoryFilter, string][] = [
        [id, { scope: 'own', tags: ['rare'] }, `owner_id = '${id}' and tags @> '{rare}'`],
        [reader, { scope: 'public', tags: ['rare'] }, `permission = 'public' and tags @> '{rare}'`],
        [
          reader,
          { scope: 'visible', ownerId: id, tags: ['rare'] },
          `owner_id = '${id}' and permission = 'public' and tags @> '{rare}'`,
        ],
      ];
      for (const [viewerId, filter, condition] of wishes) {
        const found = await search(viewerId, filter, vector);
        expect(found.map(({ memory }) => memory.id)).toEqual(await nearest(condition, vector));
      }
    }
  });

  it('finds what is not in the index yet, and not what has left', async () => {
    const [{ id: ownerId }] = large as [(typeof owners)[number]];
    const vector = vectors.near(1);
    const fresh = newMemory({ ownerId, permission: 'public', embedding: { model, vector } });
    await memories.insert([fresh]);
    const best = async (viewerId: UserId, scope: MemoryFilter['scope']) =>
      (await search(viewerId, { scope }, vector, 1)).map(({ memory }) => memory.id);
    expect(await best(ownerId, 'own')).toEqual([fresh.id]);
    expect(await best(reader, 'public')).toEqual([fresh.id]);
    expect(await best(reader, 'visible')).toEqual([fresh.id]);

    await store.sql('update memories set ann = true where id = $1', [fresh.id]);
    const hidden = { permission: 'private', sharedWith: { userIds: [], groupIds: [] } } as const;
    await memories.update(ownerId, [{ id: fresh.id, ...hidden }], { atomic: true, now });
    expect(await best(ownerId, 'own')).toEqual([fresh.id]);
    expect(await best(reader, 'public')).not.toContain(fresh.id);
    expect(await best(reader, 'visible')).not.toContain(fresh.id);

    await memories.remove(ownerId, [fresh.id], { atomic: true });
    expect(await best(ownerId, 'own')).not.toContain(fresh.id);
  });

  it('is right about an owner who is believed to be in the index and is not', async () => {
    const small = owners[4];
    if (!small) throw new Error('there is no small owner');
    await store.sql('insert into indexed_scopes values ($1)', [small.id]);
    const another = memoryStore(store.database, { indexFrom });
    const vector = vectors.near(small.topics[0] ?? 0);
    const wish = { model, vector, limit: 20 };
    const found = await another.search(small.id, { scope: 'own' }, wish, now);
    expect(found.map(({ memory }) => memory.id)).toEqual(
      await nearest(`owner_id = '${small.id}'`, vector, 20),
    );
    await store.sql('delete from indexed_scopes where scope = $1', [small.id]);
  });
});
