import { isUuid } from '@picard-mcp/core';
import type { Client, ClientChanges, ClientStore } from '@picard-mcp/oauth/ports';
import type { Database, Queryable } from '../database/database.js';
import {
  type ClientRow,
  changedColumns,
  clientColumns,
  clientOf,
  clientValues,
} from './client-row.js';
import { revokeClient } from './revoke-grants.js';

/** Registered clients in the database. */
export function clientStore(database: Database): ClientStore {
  return {
    async insert(client) {
      await database.query({
        text: `
          insert into oauth_clients (${clientColumns})
          values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
        values: clientValues(client),
      });
    },

    async find(clientId) {
      if (!isUuid(clientId)) return undefined;
      const { rows } = await database.query<ClientRow>({
        name: 'oauth-find-client',
        text: `select ${clientColumns} from oauth_clients where id = $1`,
        values: [clientId],
      });
      return rows[0] && clientOf(rows[0]);
    },

    async list({ after, limit }) {
      const { rows } = await database.query<ClientRow>({
        text: `
          select ${clientColumns} from oauth_clients
          where $1::timestamptz is null or (created_at, id) > ($1, $2::uuid)
          order by created_at, id limit $3`,
        values: [after?.createdAt ?? null, after?.clientId ?? null, limit],
      });
      return rows.map(clientOf);
    },

    async update(clientId, changes, at) {
      if (!isUuid(clientId)) return undefined;
      if (changes.isActive !== false) return updateClient(database, clientId, changes, at);
      return database.transaction(async (transaction) => {
        await hold(transaction, clientId);
        const client = await updateClient(transaction, clientId, changes, at);
        if (client) await revokeClient(transaction, clientId, at);
        return client;
      });
    },

    async remove(clientId, at) {
      if (!isUuid(clientId)) return false;
      return database.transaction(async (transaction) => {
        const { rowCount } = await transaction.query({
          text: 'delete from oauth_clients where id = $1',
          values: [clientId],
        });
        if (rowCount === 0) return false;
        await revokeClient(transaction, clientId, at);
        return true;
      });
    },
  };
}

/** Waits for those that grant the client something just now: they hold its row too, but share it. */
async function hold(transaction: Queryable, clientId: string): Promise<void> {
  await transaction.query({
    text: 'select from oauth_clients where id = $1 for update',
    values: [clientId],
  });
}

async function updateClient(
  database: Queryable,
  clientId: string,
  changes: ClientChanges,
  at: Date,
): Promise<Client | undefined> {
  const changed = changedColumns(changes);
  const assignments = [...changed.keys()].map((column, index) => `${column} = $${index + 3}, `);
  const { rows } = await database.query<ClientRow>({
    text: `
      update oauth_clients set ${assignments.join('')}updated_at = $2 where id = $1
      returning ${clientColumns}`,
    values: [clientId, at, ...changed.values()],
  });
  return rows[0] && clientOf(rows[0]);
}
