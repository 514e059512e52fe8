import type { PersonaId, UserId } from '@picard-mcp/core';
import type { StoredPersona } from '@picard-mcp/core/ports';

/** A persona as `personaColumns` gives it. */
export interface PersonaRow {
  readonly owner_id: UserId;
  readonly id: PersonaId;
  readonly sealed: Buffer;
  readonly created_at: Date;
  readonly updated_at: Date;
}

export const personaColumns = 'owner_id, id, sealed, created_at, updated_at';

export function personaOf(row: PersonaRow): StoredPersona {
  return {
    ownerId: row.owner_id,
    id: row.id,
    sealed: row.sealed,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
