import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newId } from '@picard-mcp/core';
import { afterEach, expect, it } from 'vitest';
import { type Installation, installEmbedded } from '../journey/installations.js';
import { runPicard } from '../journey/programs.js';

let installation: Installation;

afterEach(() => installation.remove());

const picard = (...command: string[]) => runPicard(command, installation.environment);

it('an operator moves a user’s memories by files', async () => {
  installation = await installEmbedded();
  await picard('create-admin', '--username', 'ada', '--email', 'ada@example.org');
  const notes = join(installation.dataDir, 'notes.md');
  const copy = join(installation.dataDir, 'copy.json');
  await writeFile(notes, `- one\n- two\n- ${'x'.repeat(10_001)}\n`);

  const imported = await picard('import', '--username', 'ADA', '--format', 'markdown', notes);
  expect(imported.stdout.split('\n')).toEqual([
    'line 3: text: must have at most 10000 characters',
    expect.stringMatching(/^Imported 2 .* 0 .* 1 /),
    '',
  ]);
  expect(imported.code).toBe(1);
  expect(imported.stderr).toContain('importing');

  const toFile = ['export', '--username', 'ada', '--format', 'json', '--output', copy];
  expect(await picard(...toFile)).toMatchObject({ code: 0, stdout: '' });
  const records = JSON.parse(await readFile(copy, 'utf8')) as { text: string }[];
  expect(records.map(({ text }) => text).toSorted()).toEqual(['one', 'two']);
  expect((await stat(copy)).mode & 0o077).toBe(0);

  const other = newId();
  const moved = await picard('import', '--user-id', other, '--format', 'json', copy);
  expect(moved).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^Imported 2 .* 0 .* 0 /),
  });
  const shown = await picard('export', '--user-id', other, '--format', 'jsonl');
  const lines = shown.stdout.trim().split('\n');
  expect(lines.map((line) => JSON.parse(line).user_id)).toEqual([other, other]);
}, 240_000);
