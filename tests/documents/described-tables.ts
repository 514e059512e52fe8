import { readRepositoryFile } from '../deployment/repository.js';

/** Tables with their columns, both in order of their names. */
export type Tables = Readonly<Record<string, readonly string[]>>;

/** What the section of docs/schema.md under a heading says that there is. */
export function describedTables(heading: string): Tables {
  const sections = readRepositoryFile('docs/schema.md').split(/^## /m);
  const section = sections.find((each) => each.startsWith(`${heading}\n`)) ?? '';
  const rows = [...section.matchAll(/^\| `(\w+)` \|[^|]*\| ([^|]*) \|$/gm)];
  return inOrder(
    rows.flatMap(([, table = '', columns = '']) =>
      // What stands in brackets explains a column.
      [...columns.replaceAll(/\([^)]*\)/g, '').matchAll(/`(\w+)`/g)].map(([, name = '']) => ({
        table,
        name,
      })),
    ),
  );
}

/** Answers every column of a database but those of the table that records its migrations. */
export const everyColumn = `
  select c.relname as "table", a.attname as name
  from pg_class c join pg_attribute a on a.attrelid = c.oid
  where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r'
    and a.attnum > 0 and not a.attisdropped and c.relname not like '%\\_migrations'`;

/** A row of `everyColumn`. */
export interface Column {
  readonly table: string;
  readonly name: string;
}

export function inOrder(columns: readonly Column[]): Tables {
  const tables = new Map<string, string[]>();
  for (const { table, name } of columns) tables.set(table, [...(tables.get(table) ?? []), name]);
  return Object.fromEntries([...tables].sort().map(([table, names]) => [table, names.sort()]));
}
