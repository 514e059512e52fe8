import type { MemoryId, UserId } from '@picard-mcp/core';
import type { MemoryFilter } from '@picard-mcp/core/ports';
import type { Queryable } from '../database/database.js';
import { matches } from './filter.js';
import { parameters } from './parameters.js';
import { readable } from './readable.js';

interface OwnRow {
  readonly id: MemoryId;
  readonly updated_at: Date;
}

/** The first of the owner's memories that match, by id: what a batch by filter is about. */
export async function listOwn(
  database: Queryable,
  ownerId: UserId,
  filter: Omit<MemoryFilter, 'scope' | 'ownerId'>,
  limit: number,
  now: Date,
) {
  const values = parameters();
  const own = readable(ownerId, { ...filter, scope: 'own' }).map(
    (part) => `select m.id, m.updated_at from memories m
      where ${part.condition(values)} and ${matches(values, { ...filter, scope: 'own' }, now)}`,
  );
  const { rows } = await database.query<OwnRow>({
    text: `${own.join(' union all ')} order by id limit ${values.hidden(limit, 'bigint')}`,
    values: values.values,
  });
  return rows.map(({ id, updated_at: updatedAt }) => ({ id, updatedAt }));
}
