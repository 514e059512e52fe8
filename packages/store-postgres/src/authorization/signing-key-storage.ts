import type { SigningKeyStorage, StoredSigningKey } from '@picard-mcp/oauth/ports';
import type { Database } from '../database/database.js';

/** Signing keys in the database, sealed before they come here. */
export function signingKeyStorage(database: Database): SigningKeyStorage {
  return {
    async list() {
      const { rows } = await database.query<{ number: number; sealed: string }>({
        text: 'select number, sealed from signing_keys',
      });
      return rows;
    },
    async create({ number, sealed }: StoredSigningKey) {
      const { rowCount } = await database.query({
        text: `
          insert into signing_keys (number, sealed) values ($1, $2)
          on conflict (number) do nothing`,
        values: [number, sealed],
      });
      return rowCount > 0;
    },
    async replace({ number, sealed }) {
      await database.query({
        text: 'update signing_keys set sealed = $2 where number = $1',
        values: [number, sealed],
      });
    },
    async remove(number) {
      await database.query({
        text: 'delete from signing_keys where number = $1',
        values: [number],
      });
    },
  };
}
