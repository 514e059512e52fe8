import { PicardError, type UserId } from '@picard-mcp/core';
import type { DataKeyStore, WrappedDataKey } from '@picard-mcp/core/ports';
import type { Database } from '../database/database.js';

interface DataKeyRow {
  readonly owner_id: UserId;
  readonly key_id: string;
  readonly wrapped: Buffer;
}

/** Below every UUID. */
const lowestId = '00000000-0000-0000-0000-000000000000';

/**
 * Until the end of the transaction, no other transaction creates or destroys a key of this owner: neither could see
 * what the other has not committed.
 */
const lockOwner = `select pg_advisory_xact_lock(hashtextextended('data key of ' || $1, 0))`;

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
      return database.transaction(async (transaction) => {
        await transaction.query({ text: lockOwner, values: [key.ownerId] });
        // An update that changes nothing, because `do nothing` would not return the key that is
        // there.
        const { rows } = await transaction.query<DataKeyRow>({
          text: `
            insert into data_keys (owner_id, key_id, wrapped)
            select $1::uuid, $2, $3::bytea
            where not exists (select from destroyed_keys where owner_id = $1::uuid)
            on conflict (owner_id) do update set owner_id = data_keys.owner_id
            returning owner_id, key_id, wrapped`,
          values: [key.ownerId, key.keyId, bytes(key.wrapped)],
        });
        const [stored] = rows;
        if (!stored) throw new PicardError('not_found', 'This user has been erased.');
        return dataKeyOf(stored);
      });
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

    async destroy(ownerId, at) {
      await database.transaction(async (transaction) => {
        await transaction.query({ text: lockOwner, values: [ownerId] });
        await transaction.query({
          text: 'insert into destroyed_keys (owner_id, at) values ($1, $2) on conflict do nothing',
          values: [ownerId, at],
        });
        await transaction.query({
          text: 'delete from data_keys where owner_id = $1',
          values: [ownerId],
        });
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
