import { describeDatabases, type TestStore } from '@picard-mcp/store-postgres/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  type Column,
  describedTables,
  everyColumn,
  inOrder,
} from '../documents/described-tables.js';

describeDatabases('docs/schema.md', (database) => {
  let store: TestStore;
  beforeAll(async () => {
    store = await database.open();
  });
  afterAll(() => store?.close());

  it('names every table of Picard with every column', async () => {
    const actual = inOrder(await store.sql<Column>(everyColumn));
    expect(Object.keys(actual).length).toBeGreaterThan(20);
    expect(describedTables("Picard's database")).toEqual(actual);
  });
});
