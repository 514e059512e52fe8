import type { MemoryId, UserId } from '@picard-mcp/core';
import type { Queryable, Statement } from '../database/database.js';
import { type MemoryRow, sharedWithColumn, storedColumns } from './memory-row.js';
import { parameters } from './parameters.js';
import { readable } from './readable.js';

/** Those of `ids` that the viewer may read; others' only unless they have expired. */
export async function findMemories(
  database: Queryable,
  viewerId: UserId,
  ids: readonly MemoryId[],
  now: Date,
): Promise<readonly MemoryRow[]> {
  const { rows } = await database.query<MemoryRow>(findStatement(viewerId, ids, now));
  return rows;
}

/** Fetches by id, which no owner's size makes slow, before it asks who may read. */
export function findStatement(viewerId: UserId, ids: readonly MemoryId[], now: Date): Statement {
  const values = parameters();
  const wanted = values.hidden(ids, 'uuid[]');
  const at = values.hidden(now, 'timestamptz');
  const parts = readable(viewerId, { scope: 'visible' }).map((part) => {
    const alive = part.reason === 'own' ? '' : `and (m.expires_at is null or m.expires_at > ${at})`;
    return `select m.*, ${sharedWithColumn} from found m where ${part.condition(values)} ${alive}`;
  });
  return {
    name: 'memories_find',
    text: `with found as materialized (
        select ${storedColumns} from memories m where m.id = any (${wanted}::uuid[])
      ) ${parts.join(' union all ')}`,
    values: values.values,
  };
}
