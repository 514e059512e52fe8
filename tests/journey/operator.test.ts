import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { generateEncryptionKey } from '@picard-mcp/core';
import { afterEach, expect, it } from 'vitest';
import { callTool, issueToken } from './calls.js';
import { type Installation, installEmbedded } from './installations.js';
import { runPicard, runServer } from './programs.js';

let installation: Installation;

afterEach(() => installation.remove());

const picard = (...command: string[]) => runPicard(command, installation.environment);

it('an operator prepares a database, an administrator and a token before any server runs', async () => {
  installation = await installEmbedded({ isFirstStart: true });
  const first = await picard('migrate');
  expect(first.stdout).toMatch(/^ran 001-\S+\n(ran .*\n)*The schema is up to date\.\n$/);

  const created = await picard('create-admin', '--username', 'Ada', '--email', 'ada@example.org');
  const [, userId] = /^Created the administrator Ada, user id (\S+)\.$/m.exec(created.stdout) ?? [];
  expect(created.stdout).toMatch(/^Password: \S{24} \(shown only this once\)$/m);
  const again = await picard('create-admin', '--username', 'ADA', '--email', 'other@example.org');
  expect(again).toMatchObject({ code: 1, stdout: '' });

  const token = await issueToken(installation, '--username', 'ada', '--scopes', 'memories:write');
  await expect(issueToken(installation, '--username', 'nobody')).rejects.toMatchObject({
    code: 'not_found',
  });

  await installation.start();
  const memory = await callTool<{ user_id: string }>(installation, token, 'submit_memory', {
    text: 'The token of an operator is as good as any.',
  });
  expect(memory.user_id).toBe(userId);
}, 120_000);

it('the doctor finds all well, and says what is not; without the keys no server starts', async () => {
  installation = await installEmbedded();
  const server = await installation.start();
  const token = await issueToken(installation);
  await callTool(installation, token, 'submit_memory', { text: 'Apples keep well in the cellar.' });
  server.signal('SIGTERM');
  await server.ended;

  const well = await picard('doctor');
  expect(well).toMatchObject({ code: 0 });
  expect(well.stdout).not.toMatch(/^(?:FAIL|warn)/m);
  expect(well.stdout).toMatch(/^All is well\.$/m);
  expect(well.stdout).toContain('1 by picard-local-1');

  const otherKeys = { PICARD_ENCRYPTION_KEYS: generateEncryptionKey('other') };
  const ill = await runPicard(['doctor'], { ...installation.environment, ...otherKeys });
  expect(ill.code).toBe(1);
  expect(ill.stdout).toMatch(/^FAIL {2}signing keys: .*not in the key ring/m);
  expect(ill.stdout).toMatch(/^FAIL {2}data keys: +the key ring lacks k/m);

  await rm(join(installation.dataDir, 'encryption-keys'));
  const again = runServer('server', installation.environment);
  expect(await again.ended).toMatchObject({ code: 1 });
  expect(again.output()).toMatch(/^picard: .*\bk\w+\b.*PICARD_ENCRYPTION_KEYS/m);
}, 120_000);
