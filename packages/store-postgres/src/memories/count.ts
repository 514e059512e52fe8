import type { UserId } from '@picard-mcp/core';
import type { MemoryFilter, MemoryTotal } from '@picard-mcp/core/ports';
import type { Queryable, Statement } from '../database/database.js';
import { sourceOf } from './chosen.js';
import { isPlain, matches } from './filter.js';
import { type Parameters, parameters } from './parameters.js';
import { readable } from './readable.js';

type CountOptions = { readonly exactUpTo: number; readonly now: Date };

/** Counts exactly up to a number; above it the planner's estimate has to do. */
export async function countMemories(
  database: Queryable,
  viewerId: UserId,
  filter: MemoryFilter,
  { exactUpTo, now }: CountOptions,
): Promise<MemoryTotal> {
  const exact = countStatement(viewerId, filter, { exactUpTo, now });
  if (!exact) return { total: 0, isEstimate: false };
  const counted = await database.query<{ total: number }>(exact);
  const total = counted.rows[0]?.total ?? 0;
  if (total <= exactUpTo) return { total, isEstimate: false };
  const estimated = await database.query<{ 'QUERY PLAN': readonly ExplainedPlan[] }>(
    estimateStatement(viewerId, filter, now),
  );
  const rows = estimated.rows[0]?.['QUERY PLAN'][0]?.Plan['Plan Rows'] ?? 0;
  return { total: Math.max(total, rows), isEstimate: true };
}

interface ExplainedPlan {
  readonly Plan: { readonly 'Plan Rows': number };
}

/** Reads one memory more than are counted exactly. `undefined`: nothing can match. */
export function countStatement(
  viewerId: UserId,
  filter: MemoryFilter,
  { exactUpTo, now }: CountOptions,
): Statement | undefined {
  const values = parameters();
  const matching = matchingRows(values, viewerId, filter, now);
  if (!matching) return undefined;
  const limit = values.hidden(exactUpTo + 1, 'bigint');
  return {
    ...(isPlain(filter) && { name: `memories_count_${filter.scope}` }),
    text: `${matching.prefix} select count(*)::integer as total from (${matching.text} limit ${limit}) counted`,
    values: values.values,
  };
}

/** Asks the planner, which sees all values, how many rows it expects. */
function estimateStatement(viewerId: UserId, filter: MemoryFilter, now: Date): Statement {
  const values = parameters();
  const seen: Parameters = { ...values, hidden: values.open };
  const matching = matchingRows(seen, viewerId, filter, now);
  if (!matching) throw new Error('there is nothing to estimate');
  return {
    text: `explain (format json) ${matching.prefix} ${matching.text}`,
    values: values.values,
  };
}

function matchingRows(
  values: Parameters,
  viewerId: UserId,
  filter: MemoryFilter,
  now: Date,
): { readonly prefix: string; readonly text: string } | undefined {
  const parts = readable(viewerId, filter);
  if (parts.length === 0) return undefined;
  const condition = matches(values, filter, now);
  const source = sourceOf(values, filter);
  const rows = parts.map(
    (part) => `select m.id from ${source.name} m where ${part.condition(values)} and ${condition}`,
  );
  return { prefix: source.prefix, text: rows.join(' union all ') };
}
