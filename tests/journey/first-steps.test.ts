import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { clients } from '../mcp-suite/clients.js';
import { issueToken, type Remembered } from './calls.js';
import { type Installation, installEmbedded, surroundings } from './installations.js';
import { runPicard } from './programs.js';

const run = promisify(execFile);
let installation: Installation | undefined;

afterEach(async () => {
  await installation?.remove();
  installation = undefined;
});

const texts = [
  'Nils must not eat hazelnuts or walnuts.',
  'The boiler was serviced by a plumber from Kungälv in October.',
  'Grandmother taught me to knit mittens with two colours.',
  'Our car needs new winter tyres before the trip to the mountains.',
];

describe.each(surroundings)('$name', ({ isAvailable, install }) => {
  it.runIf(isAvailable)(
    'a first start, a token from a second terminal, and every MCP client remembers and recalls',
    async () => {
      installation = await install({ isFirstStart: true });
      const server = await installation.start('start');
      expect(server.output()).toMatch(/password \S{24} \(shown only this once\)/);
      const token = await issueToken(installation);

      for (const [name, connect] of clients) {
        const { client } = await connect({ url: new URL(`${installation.url}/mcp`) }, token);
        const { structuredContent: stored } = await client.callTool({
          name: 'batch_submit_memories',
          arguments: { memories: texts.map((text) => ({ text })) },
        });
        expect(stored, name).toMatchObject({ succeeded: texts.length, failed: 0 });
        const { structuredContent: found } = await client.callTool({
          name: 'query_memory',
          arguments: { query: 'Which nuts should Nils not eat?', limit: 1 },
        });
        const { memories } = found as { memories: readonly Remembered[] };
        expect(
          memories.map(({ text }) => text),
          name,
        ).toEqual([texts[0]]);
        await client.close();
      }
    },
    120_000,
  );
});

describe('the guide of the first start', () => {
  it('holds commands that do what it says', async () => {
    installation = await installEmbedded();
    const server = await installation.start('start');
    const commandOf = (line: RegExp) => line.exec(server.output())?.[1] ?? 'false';
    const token = commandOf(/^ {2}(export PICARD_TOKEN=.*)$/m);
    const environment = await withRecorders(installation);

    const { stdout: answer } = await run(
      'bash',
      ['-ec', `${token}; ${commandOf(/^ {2}curl +(.*)$/m)}`],
      { env: environment },
    );
    expect(JSON.parse(answer)).toMatchObject({
      status: 'success',
      data: { text: 'The spare key is with Ada.' },
    });

    const { stdout: claude } = await run('bash', ['-ec', commandOf(/^ {2}Claude Code +(.*)$/m)], {
      env: environment,
    });
    expect(claude.trim().split('\n')).toEqual([
      ...['mcp', 'add', '--transport', 'http', 'picard', `${installation.url}/mcp`],
    ]);

    const { stdout: code } = await run('bash', ['-ec', commandOf(/^ {2}VS Code +(.*)$/m)], {
      env: environment,
    });
    const [option, server_] = code.trim().split('\n');
    expect(option).toBe('--add-mcp');
    expect(JSON.parse(server_ ?? '')).toEqual({
      name: 'picard',
      type: 'http',
      url: `${installation.url}/mcp`,
    });
  }, 120_000);

  it('shows a password on the first start only', async () => {
    installation = await installEmbedded();
    const first = await installation.start('start');
    expect(first.output()).toContain('shown only this once');
    first.signal('SIGTERM');
    expect(await first.ended).toMatchObject({ code: 0 });
    const second = await installation.start('start');
    expect(second.output()).toContain('Administrator  admin\n');
    expect(second.output()).not.toContain('shown only this once');
  }, 120_000);
});

describe('a wrong setting', () => {
  it('is refused in one line by the server and by the tool', async () => {
    const { code, stdout, stderr } = await runPicard(['migrate'], { PICARD_ADAPTER: 'fastify' });
    expect({ code, stdout, stderr }).toEqual({
      code: 1,
      stdout: '',
      stderr: 'picard: PICARD_ADAPTER holds "fastify"; it may hold express or koa.\n',
    });
  });
});

/** The surroundings of a user who has Claude Code and VS Code, of which each prints what it was told. */
async function withRecorders({ dataDir, environment }: Installation) {
  const folder = join(dataDir, '..', 'bin');
  await mkdir(folder, { recursive: true });
  for (const program of ['claude', 'code']) {
    const script = '#!/bin/sh\nprintf \'%s\\n\' "$@"\n';
    await writeFile(join(folder, program), script, { mode: 0o755 });
  }
  return { ...process.env, ...environment, PATH: `${folder}:${process.env.PATH}` };
}
