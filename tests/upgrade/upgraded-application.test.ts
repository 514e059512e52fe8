import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { silentLogger } from '@picard-mcp/core/ports';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isPassword } from '../../examples/reference-app/src/web/accounts/password.js';
import { findLogin } from '../../examples/reference-app/src/web/accounts/user-store.js';
import { connectionStore } from '../../examples/reference-app/src/web/connection/connection-store.js';
import { oauthClientStore } from '../../examples/reference-app/src/web/connection/oauth-client-store.js';
import type { Database } from '../../examples/reference-app/src/web/database/database.js';
import {
  openDatabase,
  openEmbeddedDatabase,
} from '../../examples/reference-app/src/web/database/open-database.js';
import { updateSchema } from '../../examples/reference-app/src/web/database/update-schema.js';
import { parseKeyRing } from '../../examples/reference-app/src/web/sealing/key-ring.js';
import { createSealer } from '../../examples/reference-app/src/web/sealing/sealer.js';
import { databaseKinds, type LoadedDump, readDump } from './load-dump.js';

const manifest = JSON.parse(
  readFileSync(join(import.meta.dirname, 'application-2026-11.json'), 'utf8'),
);
const dump = readDump('application-2026-11');
const sealer = createSealer(parseKeyRing(manifest.encryptionKeys));

function open({ place }: LoadedDump): Promise<Database> | Database {
  return 'dataDir' in place
    ? openEmbeddedDatabase(join(place.dataDir, 'database'))
    : openDatabase(place.connectionString, silentLogger);
}

describe.each(databaseKinds)(
  "the application's database of November 2026 on $title",
  ({ isSkipped, load }) => {
    describe.skipIf(isSkipped)('after the upgrade', () => {
      let loaded: LoadedDump;
      let database: Database;

      beforeAll(async () => {
        loaded = await load(dump);
        database = await open(loaded);
        await updateSchema(database);
      });
      afterAll(async () => {
        await database?.close();
        await loaded?.remove();
      });

      it('is up to date', async () => {
        expect(await updateSchema(database)).toEqual([]);
      });

      it('knows its account, by its password', async () => {
        const { password, ...account } = manifest.account;
        const login = await findLogin(database.pool, account.email);
        expect(login?.user).toMatchObject(account);
        expect(await isPassword(login?.passwordHash, password)).toBe(true);
        expect(await isPassword(login?.passwordHash, `${password}!`)).toBe(false);
      });

      it('is connected with the tokens that it had', async () => {
        const { expiresAt, ...connection } = manifest.connection;
        const kept = await connectionStore(database.pool, sealer).find(manifest.account.id);
        expect(kept).toMatchObject({ ...connection, expiresAt: new Date(expiresAt) });
      });

      it('is the same client, for users of the same realm', async () => {
        const clients = oauthClientStore(database.pool, sealer);
        expect(await clients.find()).toEqual(manifest.client);
        expect(await clients.realm()).toBe(manifest.realm);
      });
    });
  },
);
