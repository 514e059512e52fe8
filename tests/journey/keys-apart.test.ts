import { afterEach, describe, expect, it } from 'vitest';
import { callTool, issueToken, type Remembered } from './calls.js';
import { type Installation, installEmbedded, surroundings } from './installations.js';
import { createOwnDatabase, type OwnDatabase } from './own-database.js';

let installation: Installation;
let keysDatabase: OwnDatabase | undefined;

afterEach(async () => {
  await installation.remove();
  await keysDatabase?.drop();
});

const server = surroundings.find(({ isEmbedded }) => !isEmbedded);

describe(`data keys apart from the memories: ${server?.name}`, () => {
  it.runIf(server?.isAvailable)(
    'lie in a database of their own, without which the memories cannot be read',
    async () => {
      const base = (await server?.install()) ?? (await installEmbedded());
      keysDatabase = await createOwnDatabase(process.env.PICARD_TEST_DATABASE_URL ?? '');
      installation = base.with({ PICARD_KEYS_DATABASE_URL: keysDatabase.url });
      const first = await installation.start();
      const token = await issueToken(installation);
      const text = 'The tent is at the neighbours.';
      await callTool(installation, token, 'submit_memory', { text });
      const recall = () =>
        callTool<{ memories: readonly Remembered[] }>(installation, token, 'retrieve_memories', {});
      expect((await recall()).memories.map((memory) => memory.text)).toEqual([text]);

      const count = 'select count(*)::int as keys from data_keys';
      expect(await keysDatabase.query(count)).toEqual([{ keys: 1 }]);
      expect(await base.database?.query(count)).toEqual([{ keys: 0 }]);

      first.signal('SIGTERM');
      await first.ended;
      installation = base;
      await installation.start();
      await expect(recall()).rejects.toThrow('500');
    },
    120_000,
  );
});
