import type { DataKeyStore, UserId, WrappedDataKey } from '@picard-mcp/core';
import { PicardError } from '@picard-mcp/core';
import type { Database } from '../database/database.js';

interface DataKeyRow {
  readonly owner_id: UserId;
  readonly key_id: string;
  readonly wrapped: Buffer;
}

/** Below every UUID v4. */
const lowestId = '00000000-0000-0000-0000-000000000000';

/** The users' wrapped data keys in the database. */
export function dataKeyStore(database: Database): DataKeyStore {
  return {
    async find(ownerIds) {
      const { rows } = await database.query<DataKeyRow>({
        name: 'data-keys-find',
        text: 'select owner_id, key_id, wrapped from data_keys where owner_id = any ($1::uuid[])',
        values: [ownerIds],
      });
      return rows.map(dataKeyOf);
    },

    async insertIfAbsent(key) {
      // An update that changes nothing, because `do nothing` would not give back the key that is
      // there.
      const { rows } = await database.query<DataKeyRow>({
        text: `
          insert into data_keys (owner_id, key_id, wrapped) values ($1, $2, $3)
          on conflict (owner_id) do update set owner_id = data_keys.owner_id
          returning owner_id, key_id, wrapped`,
        values: [key.ownerId, key.keyId, bytes(key.wrapped)],
      });
      const [stored] = rows;
      if (!stored) throw new PicardError('internal', 'A data key was neither stored nor found.');
      return dataKeyOf(stored);
    },

    async listOutdated({ currentKeyId, after, limit }) {
      const { rows } = await database.query<DataKeyRow>({
        text: `
          select owner_id, key_id, wrapped from data_keys
          where owner_id > $2 and key_id <> $1
          order by owner_id limit $3`,
        values: [currentKeyId, after ?? lowestId, limit],
      });
      return rows.map(dataKeyOf);
    },

    async replace(from, to) {
      const { rowCount } = await database.query({
        text: `
          update data_keys set key_id = $4, wrapped = $5
          where owner_id = $1 and key_id = $2 and wrapped = $3`,
        values: [from.ownerId, from.keyId, bytes(from.wrapped), to.keyId, bytes(to.wrapped)],
      });
      return rowCount > 0;
    },

    async remove(ownerId) {
      await database.query({
        text: 'delete from data_keys where owner_id = $1',
        values: [ownerId],
      });
    },
  };
}

function dataKeyOf(row: DataKeyRow): WrappedDataKey {
  return { ownerId: row.owner_id, keyId: row.key_id, wrapped: row.wrapped };
}

function bytes(value: Uint8Array): Buffer {
  return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
}
