import { generateEncryptionKey } from '@picard-mcp/core';
import { afterEach, describe, expect, it } from 'vitest';
import { allTexts, callTool, issueToken } from './calls.js';
import { type Installation, installEmbedded, surroundings } from './installations.js';
import { runPicard } from './programs.js';

let installation: Installation;

afterEach(() => installation.remove());

const text = 'The summer cottage gets its water from the well behind the sauna.';
const remember = (token: string) => callTool(installation, token, 'submit_memory', { text });

const recalled = (token: string) => allTexts(installation, token);

describe('rotating generated keys', () => {
  it('makes a new key, keeps memories and tokens, and does so again', async () => {
    installation = await installEmbedded();
    const first = await installation.start();
    const token = await issueToken(installation);
    await remember(token);
    first.signal('SIGTERM');
    await first.ended;

    const ids: string[] = [];
    for (const round of [1, 2]) {
      const rotated = await runPicard(['rotate-keys', '--signing'], installation.environment);
      expect(rotated, `round ${round}`).toMatchObject({ code: 0 });
      ids.push(/1 users' data keys with (\S+)\./.exec(rotated.stdout)?.[1] ?? '');
    }
    expect(new Set(ids).size).toBe(2);

    await installation.start();
    expect(await recalled(token)).toEqual([text]);
    expect(await recalled(await issueToken(installation))).toEqual([text]);
  }, 120_000);
});

const server = surroundings.find(({ isEmbedded }) => !isEmbedded);

describe(`rotating while a server serves: ${server?.name}`, () => {
  it.runIf(server?.isAvailable)(
    'a generated ring: the server finds the new key by itself',
    async () => {
      installation = (await server?.install()) ?? (await installEmbedded());
      await installation.start();
      const token = await issueToken(installation);
      await remember(token);
      expect(await runPicard(['rotate-keys'], installation.environment)).toMatchObject({ code: 0 });
      expect(await recalled(token)).toEqual([text]);
      await remember(await issueToken(installation, '--user-id', anotherUser));
      expect(await recalled(token)).toEqual([text]);
    },
    120_000,
  );

  it.runIf(server?.isAvailable)(
    'a configured ring: a new first key takes over, after which the old one may go',
    async () => {
      const [k1, k2] = [generateEncryptionKey('k1'), generateEncryptionKey('k2')];
      const base = (await server?.install()) ?? (await installEmbedded());
      const withKeys = (ring: string) => base.with({ PICARD_ENCRYPTION_KEYS: ring });
      installation = withKeys(k1);
      const first = await installation.start();
      const token = await issueToken(installation);
      await remember(token);
      first.signal('SIGTERM');
      await first.ended;

      installation = withKeys(`${k2},${k1}`);
      const second = await installation.start();
      const rotated = await runPicard(['rotate-keys'], installation.environment);
      expect(rotated.stdout).toContain("1 users' data keys with k2.");
      expect(await recalled(token)).toEqual([text]);
      second.signal('SIGTERM');
      await second.ended;

      installation = withKeys(k2);
      await installation.start();
      expect(await recalled(token)).toEqual([text]);
    },
    180_000,
  );
});

const anotherUser = '0a8f3a51-8a60-4c2e-9f0b-2f7a6c1d5e44';
