import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseKeyRing } from '@picard-mcp/core/builtin';
import { readConfiguration } from '@picard-mcp/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readWebConfiguration } from '../../examples/reference-app/src/web/configuration.js';
import { parseKeyRing as parseWebKeyRing } from '../../examples/reference-app/src/web/sealing/key-ring.js';
import { compose } from '../deployment/compose-file.js';
import { exampleNames, parseEnv } from '../deployment/env-file.js';
import { readRepositoryFile } from '../deployment/repository.js';
import { blocks, commands } from './documents.js';
import { runScript } from './shell.js';

const lines = [...new Set(commands.map(({ line }) => line))];
const blocksOf = (language: string) => blocks.filter((block) => block.language === language);

it('builds images of targets that the Dockerfile has', () => {
  const stages = [...readRepositoryFile('Dockerfile').matchAll(/^FROM \S+ AS (\S+)/gm)];
  const targets = lines.flatMap((line) => /^docker .* --target (\S+)/.exec(line)?.[1] ?? []);
  expect(targets.sort()).toEqual(['app', 'server']);
  expect(stages.map(([, name]) => name)).toEqual(expect.arrayContaining(targets));
});

describe('the snippets of docs/deploying.md', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'picard-deploying-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('make a key that both programs take', async () => {
    const line = lines.find((each) => each.startsWith('printf ')) ?? 'false';
    const { code, stdout } = await runScript(line, { cwd: folder });
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/^k2:\S{44}\n$/) });
    expect(() => parseKeyRing(stdout.trim())).not.toThrow();
    expect(parseWebKeyRing(stdout.trim())).toMatchObject([{ id: 'k2' }]);
  });

  it('set what .env.example names to what both programs take', () => {
    const [block, ...others] = blocksOf('dotenv');
    expect(others).toEqual([]);
    const env = parseEnv(block?.code ?? '');
    expect(exampleNames()).toEqual(expect.arrayContaining(Object.keys(env)));
    expect(readConfiguration(env)).toMatchObject({
      issuer: env.PICARD_ISSUER_URL,
      trustedProxies: 1,
    });
    expect(readWebConfiguration(env)).toMatchObject({
      issuer: env.PICARD_ISSUER_URL,
      url: env.CLIENT_URL,
      trustedProxies: 1,
    });
  });

  it('lead a proxy to the addresses and ports that Compose publishes', () => {
    const published = Object.values(compose.services).flatMap(({ ports }) =>
      ports.map((port) => /(127\.0\.0\.1:\d+)\}/.exec(port)?.[1]),
    );
    const [first, second, ...others] = blocksOf('caddyfile');
    expect(others).toEqual([]);
    const upstreams = (code = '') =>
      [...code.matchAll(/^\treverse_proxy (.*?)(?: \{)?$/gm)].flatMap(([, to = '']) =>
        to.split(' '),
      );
    expect(upstreams(first?.code).sort()).toEqual(published.sort());
    const scaled = /PICARD_PUBLISH=127\.0\.0\.1:(\d+)-(\d+)/.exec(
      readRepositoryFile('docs/deploying.md'),
    );
    const [from, to] = [Number(scaled?.[1]), Number(scaled?.[2])];
    expect(upstreams(second?.code)).toEqual(
      Array.from({ length: to - from + 1 }, (_, index) => `127.0.0.1:${from + index}`),
    );
    for (const { code } of [first, second].flatMap((block) => block ?? [])) {
      expect(code.split('{')).toHaveLength(code.split('}').length);
    }
  });

  it('hand the password that is typed to the registration, and show it nowhere', async () => {
    const block = blocksOf('sh').find(({ code }) => code.includes('picard-app register'));
    await mkdir(join(folder, 'bin'));
    const program = '#!/bin/sh\necho "$@: $ADMIN_PASSWORD" >given\n';
    await writeFile(join(folder, 'bin/picard-app'), program, { mode: 0o755 });
    const { code, stdout, stderr } = await runScript(
      `PATH="$PWD/bin:$PATH"\n${block?.code}\ncat given`,
      { cwd: folder, input: 'correct horse battery\n' },
    );
    expect(code, stderr).toBe(0);
    expect(stdout).toBe('register: correct horse battery\n');
  });
});
