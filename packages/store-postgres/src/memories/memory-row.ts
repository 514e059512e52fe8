import type { GroupId, MemoryId, Permission, UserId } from '@picard-mcp/core';
import { type SharedWith, type StoredMemory, sharedWithNobody } from '@picard-mcp/core/ports';
import type { EmbeddingModels } from './embedding-models.js';
import { type FactRow, factsOf, selectedFacts } from './memory-columns.js';

/** A memory as a statement gives it that selects `storedColumns` and `sharedWithColumn`. */
export interface MemoryRow extends FactRow {
  readonly owner_id: UserId;
  readonly id: MemoryId;
  readonly permission: Permission;
  readonly embedding_model: number | null;
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly sealed_text: Buffer;
  readonly sealed_metadata: Buffer | null;
  /** `user <id>` or `group <id>`, separated by commas. */
  readonly shared_with?: string | null;
}

/** The columns of `memories m` that make a `StoredMemory`, except its shares. */
export const storedColumns = `m.owner_id, m.id, m.permission, m.embedding_model, m.created_at, m.updated_at,
  ${selectedFacts}, m.sealed_text, m.sealed_metadata`;

/** The shares of `m`, read only for shared memories. */
export const sharedWithColumn = `case when m.permission = 'shared' then (
    select string_agg(s.grantee_kind || ' ' || s.grantee_id, ',' order by s.grantee_id)
    from memory_shares s where s.owner_id = m.owner_id and s.memory_id = m.id
  ) end as shared_with`;

/** Reads rows as memories. */
export async function toMemories(
  rows: readonly MemoryRow[],
  models: EmbeddingModels,
): Promise<readonly StoredMemory[]> {
  const names = await models.names(rows.map((row) => row.embedding_model));
  return rows.map((row) => ({
    ownerId: row.owner_id,
    id: row.id,
    permission: row.permission,
    sharedWith: sharesOf(row),
    sealedText: row.sealed_text,
    sealedMetadata: row.sealed_metadata ?? undefined,
    ...factsOf(row),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    embeddingModel: row.embedding_model === null ? undefined : names.get(row.embedding_model),
  }));
}

/** Returns the shares of a row. */
export function sharesOf(row: Pick<MemoryRow, 'shared_with'>): SharedWith {
  return row.shared_with ? parseShares(row.shared_with) : sharedWithNobody;
}

function parseShares(text: string): SharedWith {
  const userIds: UserId[] = [];
  const groupIds: GroupId[] = [];
  for (const share of text.split(',')) {
    const [kind, id] = share.split(' ');
    if (kind === 'user') userIds.push(id as UserId);
    else groupIds.push(id as GroupId);
  }
  return { userIds, groupIds };
}
