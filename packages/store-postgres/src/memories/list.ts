import type { UserId } from '@picard-mcp/core';
import type { MemoryFilter, MemoryPage, MemorySort } from '@picard-mcp/core/ports';
import type { Queryable, Statement } from '../database/database.js';
import { sourceOf } from './chosen.js';
import { isPlain, matches } from './filter.js';
import { type MemoryRow, sharedWithColumn, storedColumns } from './memory-row.js';
import { type Parameters, parameters } from './parameters.js';
import { readable } from './readable.js';

const columnOf: Readonly<Record<MemorySort, string>> = {
  created_at: 'created_at',
  updated_at: 'updated_at',
  expiration_date: 'expires_at',
};

const directionOf = { asc: 'asc', desc: 'desc' } as const;

/** One page of the memories that match and that the viewer may read. */
export async function listMemories(
  database: Queryable,
  viewerId: UserId,
  filter: MemoryFilter,
  page: MemoryPage,
  now: Date,
): Promise<readonly MemoryRow[]> {
  const statement = listStatement(viewerId, filter, page, now);
  if (!statement) return [];
  const { rows } = await database.query<MemoryRow>(statement);
  return rows;
}

/** Takes a page of each part in the order of an index and merges them. `undefined`: nothing can match. */
export function listStatement(
  viewerId: UserId,
  filter: MemoryFilter,
  page: MemoryPage,
  now: Date,
): Statement | undefined {
  const parts = readable(viewerId, filter);
  if (parts.length === 0) return undefined;
  const values = parameters();
  const limit = values.hidden(page.limit, 'bigint');
  const rest = `${after(values, page)} ${orderBy(page)} limit ${limit}`;
  const condition = matches(values, filter, now);
  const source = sourceOf(values, filter);
  const pages = parts.map(
    (part) => `(select ${storedColumns} from ${source.name} m
      where ${part.condition(values)} and ${condition} ${rest})`,
  );
  return {
    ...(isPlain(filter) && { name: statementName(filter, page) }),
    text: `${source.prefix} select m.*, ${sharedWithColumn} from (${pages.join(' union all ')}) m
      ${orderBy(page)} limit ${limit}`,
    values: values.values,
  };
}

function orderBy({ sort, order }: MemoryPage): string {
  const direction = directionOf[order];
  // Only this column has nulls; a null order elsewhere would prevent the use of the index for sorting.
  const nulls = sort === 'expiration_date' ? 'nulls last' : '';
  return `order by m.${columnOf[sort]} ${direction} ${nulls}, m.id ${direction}`;
}

/** The condition that begins a page after the last memory of the page before. */
function after(values: Parameters, { sort, order, after: last }: MemoryPage): string {
  if (!last) return '';
  const column = `m.${columnOf[sort]}`;
  const beyond = order === 'asc' ? '>' : '<';
  const id = values.hidden(last.id, 'uuid');
  if (!last.value) return `and ${column} is null and m.id ${beyond} ${id}`;
  const follows = `(${column}, m.id) ${beyond} (${values.hidden(last.value, 'timestamptz')}, ${id})`;
  return sort === 'expiration_date' ? `and (${follows} or ${column} is null)` : `and ${follows}`;
}

function statementName({ scope }: MemoryFilter, { sort, order, after: last }: MemoryPage): string {
  const position = last ? (last.value ? 'after' : 'after_null') : 'first';
  return `memories_list_${scope}_${sort}_${order}_${position}`;
}
