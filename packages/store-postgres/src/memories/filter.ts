import type { MemoryFilter } from '@picard-mcp/core/ports';
import type { Parameters } from './parameters.js';

/** The conditions on `memories m` that a filter adds to who may read. */
export function matches(parameters: Parameters, filter: MemoryFilter, now: Date): string {
  const conditions = ['true'];
  if (filter.expired !== 'any') {
    const at = parameters.hidden(now, 'timestamptz');
    conditions[0] = filter.expired
      ? `m.expires_at <= ${at}`
      : `(m.expires_at is null or m.expires_at > ${at})`;
  }
  // The planner sees these values, because how many memories carry a tag decides about the best plan.
  if (filter.tags && filter.tags.length > 0) {
    conditions.push(`m.tags @> ${parameters.open(filter.tags, 'text[]')}`);
  }
  if (filter.category !== undefined) {
    conditions.push(`m.category = ${parameters.open(filter.category, 'text')}`);
  }
  if (filter.createdAfter) {
    conditions.push(`m.created_at >= ${parameters.open(filter.createdAfter, 'timestamptz')}`);
  }
  if (filter.createdBefore) {
    conditions.push(`m.created_at < ${parameters.open(filter.createdBefore, 'timestamptz')}`);
  }
  return conditions.join(' and ');
}

/**
 * Whether a filter narrows by nothing but its scope. Statements for such filters are few and frequent, so they
 * are prepared.
 */
export function isPlain(filter: MemoryFilter): boolean {
  const { ownerId, permission, tags, category, createdAfter, createdBefore, expired } = filter;
  const narrowing = [ownerId, permission, category, createdAfter, createdBefore];
  return !expired && !tags?.length && narrowing.every((value) => value === undefined);
}
