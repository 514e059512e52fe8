import { PicardError } from '@picard-mcp/core';
import type { Client } from '../../client/client.js';
import type { ClientStore } from '../../ports/client-store.js';
import { endGrants } from './ended-grants.js';
import type { Tables } from './tables.js';

export function clients(tables: Tables): ClientStore {
  const all = tables.clients;

  function revokeAllOf(clientId: string, at: Date): void {
    endGrants(tables, (grant) => grant.clientId === clientId, at);
    tables.revocations.add({ kind: 'client', subject: clientId, at });
  }

  return {
    async insert(client) {
      if (all.has(client.clientId)) {
        throw new PicardError('conflict', 'A client of this id is registered already.');
      }
      all.set(client.clientId, { client: structuredClone(client), usedAt: undefined });
    },
    async find(clientId) {
      return structuredClone(all.get(clientId)?.client);
    },
    async list({ after, limit }) {
      return [...all.values()]
        .map(({ client }) => client)
        .filter((client) => after === undefined || byRegistration(after, client) < 0)
        .sort(byRegistration)
        .slice(0, limit)
        .map((client) => structuredClone(client));
    },
    async update(clientId, changes, at) {
      const row = all.get(clientId);
      if (!row) return undefined;
      const client = structuredClone({ ...row.client, ...changes, updatedAt: at });
      all.set(clientId, { ...row, client });
      if (changes.isActive === false) revokeAllOf(clientId, at);
      return structuredClone(client);
    },
    async remove(clientId, at) {
      if (!all.delete(clientId)) return false;
      revokeAllOf(clientId, at);
      return true;
    },
  };
}

type Place = Pick<Client, 'createdAt' | 'clientId'>;

function byRegistration(a: Place, b: Place): number {
  const byId = a.clientId < b.clientId ? -1 : a.clientId > b.clientId ? 1 : 0;
  return a.createdAt.getTime() - b.createdAt.getTime() || byId;
}
