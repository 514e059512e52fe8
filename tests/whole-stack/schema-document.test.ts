import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describeDatabases, type TestStore } from '@picard-mcp/store-postgres/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';

const path = join(import.meta.dirname, '../../docs/schema.md');

/** Tables of a section of the document, each with the columns that its row names. */
async function documented(heading: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const text = await readFile(path, 'utf8');
  const section = text.split(/^## /m).find((each) => each.startsWith(heading)) ?? '';
  const rows = [...section.matchAll(/^\| `(\w+)` \|[^|]*\| ([^|]*) \|$/gm)];
  return new Map(
    rows.map(([, table = '', columns = '']) => [
      table,
      [...columns.replaceAll(/\([^)]*\)/g, '').matchAll(/`(\w+)`/g)].map(([, name = '']) => name),
    ]),
  );
}

describeDatabases('docs/schema.md', (database) => {
  let store: TestStore;
  beforeAll(async () => {
    store = await database.open();
  });
  afterAll(() => store?.close());

  it('names every table of Picard with every column', async () => {
    const rows = await store.sql<{ table: string; name: string }>(
      `select c.relname as "table", a.attname as name
       from pg_class c join pg_attribute a on a.attrelid = c.oid
       where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r'
         and a.attnum > 0 and not a.attisdropped and c.relname <> 'picard_migrations'`,
    );
    const actual = new Map<string, string[]>();
    for (const { table, name } of rows) actual.set(table, [...(actual.get(table) ?? []), name]);
    const sorted = (tables: ReadonlyMap<string, readonly string[]>) =>
      Object.fromEntries(
        [...tables].sort().map(([table, columns]) => [table, [...columns].sort()]),
      );
    expect(sorted(await documented("Picard's database"))).toEqual(sorted(actual));
  });
});
