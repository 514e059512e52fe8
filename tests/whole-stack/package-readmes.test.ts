import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { prepareDataDir } from '@picard-mcp/store-postgres/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freePort } from '../free-port.js';
import { builtPicard, forShortLives } from '../journey/programs.js';

const root = join(import.meta.dirname, '../..');
const names = readdirSync(join(root, 'packages'));
const readmeOf = (name: string) => readFileSync(join(root, 'packages', name, 'README.md'), 'utf8');

describe('the README of a package', () => {
  let folder: string;
  let program: ChildProcess | undefined;
  let service: Server | undefined;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'picard-readme-'));
  });
  afterEach(async () => {
    service?.close();
    if (program?.exitCode === null) {
      program.kill('SIGKILL');
      await once(program, 'exit');
    }
    await rm(folder, { recursive: true, force: true });
  });

  /** Runs the program in a README and gives its first line, or the first that matches. */
  async function firstLine(
    name: string,
    environment: Record<string, string> = {},
    pattern = /^/,
  ): Promise<string> {
    const [, code = ''] = /```js\n([\s\S]*?)```/.exec(readmeOf(name)) ?? [];
    await prepareDataDir(folder);
    const { DATABASE_URL: _, ...rest } = process.env;
    program = spawn(process.execPath, [...forShortLives, '--input-type=module', '--eval', code], {
      cwd: builtPicard(),
      env: { ...rest, PICARD_DATA_DIR: folder, PORT: '0', ...environment },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    if (!program.stdout) throw new Error('the program has no output');
    for await (const line of createInterface(program.stdout)) {
      if (pattern.test(line)) return line;
    }
    throw new Error('the program said nothing');
  }

  it.each(names)('installs what its program imports, and links to what is there: %s', (name) => {
    const text = readmeOf(name);
    const [, install = ''] = /npm install (.+)/.exec(text) ?? [];
    const imported = [...text.matchAll(/^import .* from '(?!node:)((?:@[\w-]+\/)?[\w-]+)/gm)];
    expect(imported.length).toBeGreaterThan(0);
    for (const [, dependency] of imported) expect(install.split(' ')).toContain(dependency);
    expect(install.split(' ')).toContain(`@picard-mcp/${name}`);
    for (const [, link = ''] of text.matchAll(/\]\(([^)#]+)/g)) {
      expect(existsSync(join(root, 'packages', name, link)), link).toBe(true);
    }
  });

  it.each([
    ['core', /^Allergic to peanuts\.$/],
    ['store-postgres', /^stored [0-9a-f-]{36}$/],
    ['oauth', /^memories:read$/],
  ])('holds a program that works: %s', async (name, line) => {
    expect(await firstLine(name, { SIGNING_KEYS: join(folder, 'signing-keys') })).toMatch(line);
    if (program?.exitCode === null) await once(program, 'exit');
    expect(program?.exitCode).toBe(0);
  });

  it('holds a program that works: embed-openai', async () => {
    service = createServer((_, response) => {
      const embedding = Array.from({ length: 1_536 }, () => 0.5);
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ data: [{ index: 0, embedding }] }));
    });
    service.listen(0, '127.0.0.1');
    await once(service, 'listening');
    const { port } = service.address() as AddressInfo;
    const environment = {
      OPENAI_API_KEY: 'key',
      OPENAI_BASE_URL: `http://127.0.0.1:${port}/v1`,
    };
    expect(await firstLine('embed-openai', environment)).toBe('text-embedding-3-small 1536');
  });

  it('holds a program that works: http', async () => {
    const url = await firstLine('http', { MY_TOKEN: 'mine' });
    const headers = { authorization: 'Bearer mine', 'content-type': 'application/json' };
    const body = JSON.stringify({ tool: 'submit_memory', data: { text: 'A memory.' } });
    const submit = (sent: Record<string, string>) =>
      fetch(`${url}/api/tools`, { method: 'POST', headers: { ...headers, ...sent }, body });
    expect((await submit({})).status).toBe(200);
    expect((await submit({ authorization: 'Bearer other' })).status).toBe(401);
  });

  it('holds a program that works: server', async () => {
    const port = String(await freePort());
    await firstLine('server', { PICARD_PORT: port }, /"listening"/);
    expect((await fetch(`http://localhost:${port}/health`)).status).toBe(200);
  });

  it.each(['adapter-express', 'adapter-koa'])('holds a program that works: %s', async (name) => {
    const url = await firstLine(name, { MY_TOKEN: 'mine' });
    const headers = { authorization: 'Bearer mine', 'content-type': 'application/json' };
    const submitted = await fetch(`${url}/api/tools`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ tool: 'submit_memory', data: { text: 'A memory.', tags: ['one'] } }),
    });
    expect(submitted.status).toBe(200);
    const tags = await fetch(`${url}/tags`, { headers });
    expect(await tags.json()).toEqual([{ tag: 'one', count: 1 }]);
    expect((await fetch(`${url}/tags`)).status).toBe(401);
  });
});
