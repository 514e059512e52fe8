import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
/** The packages' sources instead of their builds; the programs are as the documents show them. */
const onSources = ['--conditions=picard-source', '--import', 'tsx'];

describe('the programs in the documents', () => {
  let folder: string;
  let program: ChildProcess | undefined;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'picard-example-'));
  });
  afterEach(async () => {
    if (program?.exitCode === null) {
      program.kill('SIGKILL');
      await once(program, 'exit');
    }
    await rm(folder, { recursive: true, force: true });
  });

  /** Starts a program and gives its first line. */
  async function firstLine(name: string): Promise<string> {
    program = spawn(process.execPath, [...onSources, join('examples', name)], {
      cwd: root,
      env: { ...process.env, PICARD_DATA_DIR: folder, PORT: '0' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    if (!program.stdout) throw new Error('the program has no output');
    for await (const line of createInterface(program.stdout)) return line;
    throw new Error('the program said nothing');
  }

  it('find a memory without any server', async () => {
    expect(await firstLine('embedded.mjs')).toMatch(/^0\.\d\d Prefers window seats/);
    if (program) expect(await once(program, 'exit')).toEqual([0, null]);
  });

  it.each([
    ['express-app.mjs', '/picard'],
    ['koa-app.mjs', ''],
  ])('serve Picard beside a route of their own: %s', async (name, mount) => {
    const line = await firstLine(name);
    const [, url = '', token = ''] = /^(http:\S+)\/seats, token (\S+)$/.exec(line) ?? [];
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const data = { text: 'Prefers window seats on long flights.' };
    const submitted = await fetch(`${url}${mount}/api/tools`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ tool: 'submit_memory', data }),
    });
    expect(submitted.status).toBe(200);
    const seats = await fetch(`${url}/seats`, { headers });
    expect(await seats.json()).toEqual([data.text]);
    expect((await fetch(`${url}/seats`)).status).toBe(401);
    expect((await fetch(`${url}${mount}/health`)).status).toBe(200);
    expect((await fetch(`${url}/elsewhere`)).status).toBe(404);
  });
});
