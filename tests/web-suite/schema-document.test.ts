import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../examples/reference-app/src/web/database/database.js';
import {
  type Column,
  describedTables,
  everyColumn,
  inOrder,
} from '../documents/described-tables.js';
import { applicationDatabases } from './application-databases.js';

describe.each(applicationDatabases)('docs/schema.md, on $name', ({ open }) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database?.close());

  it("names every table of the application's database with every column", async () => {
    const { rows } = await database.pool.query<Column>(everyColumn);
    const actual = inOrder(rows);
    expect(Object.keys(actual).length).toBeGreaterThan(8);
    expect(describedTables("The application's database")).toEqual(actual);
  });
});
