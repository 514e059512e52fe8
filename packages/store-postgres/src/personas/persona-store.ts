import type { PersonaStore, StoredPersona } from '@picard-mcp/core/ports';
import type { Database } from '../database/database.js';
import { isExpected } from '../is-expected.js';
import { insertPersona } from './insert-persona.js';
import { type PersonaRow, personaColumns, personaOf } from './persona-row.js';

/** Personas in the database. */
export function personaStore(database: Database): PersonaStore {
  return {
    insert: (persona, { maxPersonas }) => insertPersona(database, persona, maxPersonas),

    async replace({ ownerId, id, sealed, updatedAt }, expectedUpdatedAt) {
      const { rowCount } = await database.query({
        text: `
          update personas set sealed = $4, updated_at = $5
          where owner_id = $1 and id = $2 and updated_at = $3`,
        values: [ownerId, id, expectedUpdatedAt, Buffer.from(sealed), updatedAt],
      });
      return rowCount > 0;
    },

    remove: (ownerId, id, expectedUpdatedAt) =>
      database.transaction(async (transaction) => {
        const { rows } = await transaction.query<Pick<PersonaRow, 'updated_at'>>({
          text: 'select updated_at from personas where owner_id = $1 and id = $2 for update',
          values: [ownerId, id],
        });
        const held = rows[0];
        if (!held) return 'not_found';
        if (!isExpected(expectedUpdatedAt, held.updated_at)) return 'conflict';
        await transaction.query({
          text: 'delete from personas where owner_id = $1 and id = $2',
          values: [ownerId, id],
        });
        return 'removed';
      }),

    async find(id) {
      const { rows } = await database.query<PersonaRow>({
        name: 'personas-find',
        text: `
          select ${personaColumns} from personas where id = $1
          order by owner_id = id desc limit 1`,
        values: [id],
      });
      return rows[0] && personaOf(rows[0]);
    },

    async listOf(ownerId): Promise<readonly StoredPersona[]> {
      const { rows } = await database.query<PersonaRow>({
        text: `
          select ${personaColumns} from personas where owner_id = $1
          order by created_at, id`,
        values: [ownerId],
      });
      return rows.map(personaOf);
    },
  };
}
