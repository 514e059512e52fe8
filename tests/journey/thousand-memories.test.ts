import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, expect, it } from 'vitest';
import { callTool, issueToken, type Remembered } from './calls.js';
import { type Installation, installEmbedded } from './installations.js';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../..');
let installation: Installation;

afterEach(() => installation.remove());

it("the README's program stores a thousand texts, finds the right ones, and again after a restart", async () => {
  installation = await installEmbedded();
  const program = async (...words: string[]) => {
    const { stdout } = await run(process.execPath, ['examples/first-memories.mjs', ...words], {
      cwd: root,
      env: {
        ...process.env,
        PICARD_URL: `${installation.url}/mcp`,
        PICARD_TOKEN: await issueToken(installation),
      },
    });
    return stdout.trim().split('\n');
  };

  const server = await installation.start('start');
  const [stored, ...found] = await program('submit');
  expect(stored).toBe('1000 memories stored');
  expect(found).toHaveLength(3);
  const texts = (await readFile(join(root, 'examples/memories.txt'), 'utf8')).split('\n');
  for (const line of found) expect(texts).toContain(line.replace(/^\d\.\d\d /, ''));

  const recall = async () => {
    const { memories } = await callTool<{ memories: readonly Remembered[] }>(
      installation,
      await issueToken(installation),
      'query_memory',
      { query: 'What nuts does Nils have to avoid?', limit: 3 },
    );
    return memories.map(({ text }) => text);
  };
  expect(await recall()).toContainEqual(expect.stringMatching(/^Nils must not eat hazelnuts/));

  server.signal('SIGTERM');
  await server.ended;
  await installation.start('start');
  expect(await program()).toEqual(found);
  expect(await recall()).toContainEqual(expect.stringMatching(/^Nils must not eat hazelnuts/));
}, 120_000);
