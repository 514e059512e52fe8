import type { StoredPersona } from '@picard-mcp/core/ports';
import type { Database } from '../database/database.js';
import { personaColumns } from './persona-row.js';

/** Stores a new persona, unless its id is in use by a persona or a user, or the owner already has `maxPersonas`. */
export function insertPersona(
  database: Database,
  { ownerId, id, sealed, createdAt, updatedAt }: StoredPersona,
  maxPersonas: number,
): Promise<'inserted' | 'taken' | 'full'> {
  return database.transaction(async (transaction) => {
    // One insertion of an owner at a time: two would count without each other.
    await transaction.query({
      text: `select pg_advisory_xact_lock(hashtextextended('personas of ' || $1, 0))`,
      values: [ownerId],
    });
    const { rows } = await transaction.query<{ readonly taken: boolean; readonly full: boolean }>({
      text: `
        select
          exists (
            select from personas
            where id = $2::uuid and (owner_id = $1::uuid or ($1::uuid <> $2::uuid and owner_id <> id))
          )
            or ($1::uuid <> $2::uuid and (
              exists (select from users where id = $2::uuid)
              or exists (select from memories where owner_id = $2::uuid)
              or exists (select from groups where owner_id = $2::uuid)
              or exists (select from personas where owner_id = $2::uuid)
              or exists (select from profiles where user_id = $2::uuid)
            )) as taken,
          (select count(*) from personas where owner_id = $1::uuid) >= $3::bigint as full`,
      values: [ownerId, id, maxPersonas],
    });
    if (rows[0]?.taken) return 'taken';
    if (rows[0]?.full) return 'full';
    const { rowCount } = await transaction.query({
      text: `
        insert into personas (${personaColumns}) values ($1, $2, $3, $4, $5)
        on conflict do nothing`,
      values: [ownerId, id, Buffer.from(sealed), createdAt, updatedAt],
    });
    return rowCount > 0 ? 'inserted' : 'taken';
  });
}
