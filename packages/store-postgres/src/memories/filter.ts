import { labelKey, type MemoryFilter } from '@picard-mcp/core/ports';
import type { Parameters } from './parameters.js';

/** The conditions on `memories m` that a filter adds to who may read, but for the ids (`sourceOf`). */
export function matches(parameters: Parameters, filter: MemoryFilter, now: Date): string {
  const conditions = ['true'];
  if (filter.expired !== 'any') {
    const at = parameters.hidden(now, 'timestamptz');
    conditions[0] = filter.expired
      ? `m.expires_at <= ${at}`
      : `(m.expires_at is null or m.expires_at > ${at})`;
  }
  conditions.push(...ofLabels(parameters, filter));
  if (filter.createdAfter) {
    conditions.push(`m.created_at >= ${parameters.open(filter.createdAfter, 'timestamptz')}`);
  }
  if (filter.createdBefore) {
    conditions.push(`m.created_at < ${parameters.open(filter.createdBefore, 'timestamptz')}`);
  }
  if (filter.expiresBefore) {
    conditions.push(`m.expires_at < ${parameters.open(filter.expiresBefore, 'timestamptz')}`);
  }
  if (filter.hasExpiry !== undefined) conditions.push(isThere('m.expires_at', filter.hasExpiry));
  return conditions.join(' and ');
}

/** The planner sees these values, because how many memories carry a label decides about the best plan. */
function ofLabels(parameters: Parameters, filter: MemoryFilter): readonly string[] {
  const { tags = [], anyTags = [], withoutTags = [], category, hasCategory } = filter;
  const keys = (labels: readonly string[]) => parameters.open(labels.map(labelKey), 'text[]');
  return [
    ...(tags.length > 0 ? [`m.tag_keys @> ${keys(tags)}`] : []),
    ...(anyTags.length > 0 ? [`m.tag_keys && ${keys(anyTags)}`] : []),
    ...(withoutTags.length > 0 ? [`not m.tag_keys && ${keys(withoutTags)}`] : []),
    ...(category === undefined
      ? []
      : [`m.category_key = ${parameters.open(labelKey(category), 'text')}`]),
    ...(hasCategory === undefined ? [] : [isThere('m.category_key', hasCategory)]),
  ];
}

function isThere(column: string, wanted: boolean): string {
  return `${column} is ${wanted ? 'not null' : 'null'}`;
}

/** The columns of `memories` that `matches` and `Readable.condition` look at. */
export const filteredColumns =
  'owner_id, id, permission, embedding_model, created_at, expires_at, tag_keys, category_key';

/**
 * Whether a filter narrows by nothing but its scope. Statements for such filters are few and frequent, so they
 * are prepared.
 */
export function isPlain({ scope: _, expired, ...narrowing }: MemoryFilter): boolean {
  const { tags, anyTags, withoutTags, ...others } = narrowing;
  return (
    !expired &&
    [tags, anyTags, withoutTags].every((list) => !list?.length) &&
    Object.values(others).every((value) => value === undefined)
  );
}
