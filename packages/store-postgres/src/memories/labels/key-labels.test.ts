import { newId, type UserId } from '@picard-mcp/core';
import { newMemory } from '@picard-mcp/core/testing';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { describeDatabases, type TestStore } from '../../testing/index.js';
import { isUnkeyed } from './label-columns.js';

const now = new Date('2030-06-01T00:00:00.000Z');

/** What an instance of a version writes that knows no keys. */
const labelsOfBefore = [
  { tags: ['Work ', 'work', 'b'], category: null },
  { tags: ['WORK', 'Stra\u00dfe'], category: ' Home' },
  { tags: ['STRASSE', '\u0085'], category: 'HOME' },
  { tags: [], category: null },
  { tags: [], category: '\u0085' },
];

describeDatabases('labels written without keys', (database) => {
  let store: TestStore;
  let ownerId: UserId;
  beforeEach(async () => {
    store = await database.open();
    ownerId = newId();
  });
  afterEach(() => store.close());

  /** Inserts the newest first: which label is older is a matter of the memories' times. */
  async function insertAsBefore() {
    const ids = labelsOfBefore.map(() => newId());
    for (const [index, { tags, category }] of [...labelsOfBefore.entries()].reverse()) {
      await store.sql(
        `insert into memories (owner_id, id, permission, created_at, updated_at, tags, category, sealed_text)
         values ($1, $2, 'private', $3, $3, $4, $5, '\\x01')`,
        [ownerId, ids[index], new Date(now.getTime() + index - 1_000), tags, category],
      );
    }
    return ids;
  }

  const unkeyed = () => store.sql(`select m.id from memories m where ${isUnkeyed}`);

  async function shown() {
    const page = { sort: 'created_at', order: 'asc', limit: 100 } as const;
    const memories = await store.memories.list(ownerId, { scope: 'own' }, page, now);
    return memories.map(({ tags, category }) => ({ tags, category }));
  }

  const expected = [
    { tags: ['Work', 'b'], category: undefined },
    { tags: ['Work', 'Stra\u00dfe'], category: 'Home' },
    { tags: ['Stra\u00dfe'], category: 'Home' },
    { tags: [], category: undefined },
    { tags: [], category: undefined },
  ];

  it('get them by maintenance, in the spelling of the oldest memory', async () => {
    await insertAsBefore();
    expect(await unkeyed()).toHaveLength(4);
    await Promise.all([store.memories.maintain(), store.memories.maintain()]);
    await store.memories.maintain();
    expect(await unkeyed()).toEqual([]);
    expect(await shown()).toEqual(expected);
    expect(await store.memories.listLabels(ownerId, 'tag', now)).toEqual([
      { label: 'Stra\u00dfe', count: 2 },
      { label: 'Work', count: 2 },
      { label: 'b', count: 1 },
    ]);
  });

  it('get them anew when an older instance changes the labels', async () => {
    const { id } = newMemory();
    await store.memories.insert([newMemory({ ownerId, id, tags: ['One'], category: 'X' })]);
    await store.sql('update memories set tags = $2, category = null where id = $1', [
      id,
      ['two', 'ONE'],
    ]);
    await store.memories.update(ownerId, [{ id, tags: ['three', 'one'] }], { atomic: true, now });
    await store.memories.maintain();
    expect(await shown()).toEqual([{ tags: ['three', 'One'], category: undefined }]);
    const page = { sort: 'created_at', order: 'asc', limit: 100 } as const;
    for (const [tag, count] of [
      ['THREE', 1],
      ['one', 1],
      ['two', 0],
    ] as const) {
      const filter = { scope: 'own', tags: [tag] } as const;
      expect(await store.memories.list(ownerId, filter, page, now)).toHaveLength(count);
    }
  });

  it('get them before one of them is renamed', async () => {
    await insertAsBefore();
    const rename = { kind: 'tag', from: 'work', to: 'Job', now } as const;
    expect(await store.memories.renameLabel(ownerId, rename)).toHaveLength(2);
    expect((await shown()).map(({ tags }) => tags[0])).toEqual([
      'Job',
      'Job',
      'Stra\u00dfe',
      undefined,
      undefined,
    ]);
  });

  it('are forgotten with their owner', async () => {
    await store.memories.insert([newMemory({ ownerId, tags: ['a'], category: 'b' })]);
    await store.erasures.removeUser(ownerId, now);
    expect(await store.sql('select from labels where owner_id = $1', [ownerId])).toEqual([]);
  });
});
