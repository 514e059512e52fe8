import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { clients } from '../mcp-suite/clients.js';
import type { Remembered } from './calls.js';
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

describe.each(surroundings.filter(({ isEmbedded }) => !isEmbedded))(
  '$name',
  ({ isAvailable, install }) => {
    it.runIf(isAvailable)(
      'a first start on an empty database, a token from a second terminal, and every MCP client remembers and recalls',
      async () => {
        installation = await install();
        const server = await installation.start('start');
        expect(server.output()).toMatch(/password \S{24} \(shown only this once\)/);
        await rememberAndRecall(installation, await tokenOfSecondTerminal(installation));
      },
      120_000,
    );
  },
);

describe('on the embedded database', () => {
  it('a first start shows a password and commands that work; the next shows no password', async () => {
    installation = await installEmbedded();
    const server = await installation.start('start');
    expect(server.output()).toMatch(/password \S{24} \(shown only this once\)/);

    const { commandOf, environment } = await guideOf(installation, server.output());
    const exportToken = commandOf(/^ {2}(export PICARD_TOKEN=.*)$/m);
    const { stdout: token } = await run('bash', ['-ec', `${exportToken}; echo $PICARD_TOKEN`], {
      env: environment,
    });
    await rememberAndRecall(installation, token.trim());

    const { stdout: answer } = await run('bash', ['-ec', commandOf(/^ {2}curl +(.*)$/m)], {
      env: { ...environment, PICARD_TOKEN: token.trim() },
    });
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

    server.signal('SIGTERM');
    expect(await server.ended).toMatchObject({ code: 0 });
    const second = await installation.start('start');
    expect(second.output()).toContain('Administrator  admin\n');
    expect(second.output()).not.toContain('shown only this once');
  }, 180_000);
});

async function tokenOfSecondTerminal({ environment }: Installation): Promise<string> {
  const { code, stdout, stderr } = await runPicard(['issue-token'], environment);
  expect(code, stderr).toBe(0);
  return stdout.trim();
}

async function rememberAndRecall({ url }: Installation, token: string): Promise<void> {
  for (const [name, connect] of clients) {
    const { client } = await connect({ url: new URL(`${url}/mcp`) }, token);
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
}

describe('a wrong setting', () => {
  it('is refused in one line by the server and by the tool', async () => {
    const { code, stdout, stderr } = await runPicard(['migrate'], { PICARD_ADAPTER: 'fastify' });
    expect({ code, stdout, stderr }).toEqual({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/^picard: PICARD_ADAPTER .*"fastify".*express or koa.*\n$/),
    });
  });
});

/** The commands of the guide, and the surroundings of a user who has Claude Code and VS Code, which print their arguments. */
async function guideOf({ dataDir, environment }: Installation, output: string) {
  const folder = join(dataDir, '..', 'bin');
  await mkdir(folder, { recursive: true });
  for (const program of ['claude', 'code']) {
    const script = '#!/bin/sh\nprintf \'%s\\n\' "$@"\n';
    await writeFile(join(folder, program), script, { mode: 0o755 });
  }
  return {
    commandOf: (line: RegExp) => line.exec(output)?.[1] ?? 'false',
    environment: { ...process.env, ...environment, PATH: `${folder}:${process.env.PATH}` },
  };
}
