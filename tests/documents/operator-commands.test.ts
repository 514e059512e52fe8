import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLogger } from '@picard-mcp/core/ports';
import { picardProgram, readConfiguration } from '@picard-mcp/server';
import { prepareDataDir } from '@picard-mcp/store-postgres/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRepositoryFile } from '../deployment/repository.js';
import { freePort } from '../free-port.js';
import { builtPicard, forShortLives } from '../journey/programs.js';
import { commands } from './documents.js';
import { runScript, type ShellResult } from './shell.js';

/** What stands for something that everybody has to fill in. */
const filledIn: readonly (readonly [placeholder: string, value: string])[] = [
  ['--name …', "--name 'A notebook'"],
  ['--redirect-uri …', '--redirect-uri https://notebook.example/callback'],
];

/** Needs a second PostgreSQL: the journey of keys that lie apart runs it. */
const runElsewhere = 'npm run picard -- move-keys';

/** With a word for each command instead of one of them: the names have a test of their own. */
const anyCommand = 'npm run picard -- <command>';

const lines = [...new Set(commands.map(({ line }) => line))]
  .filter((line) => /^npm run (?:--silent )?picard -- /.test(line))
  .filter((line) => line !== anyCommand && line !== runElsewhere);

/** Of the table in docs/operating.md: the tool's commands, each with the options that it is said to take. */
const [, table = ''] = readRepositoryFile('docs/operating.md').split(
  /^\| command \| what it does \|\n\|[-|]*\n/m,
);
const rows = [...(table.split('\n\n')[0] ?? '').matchAll(/^\| (.*?) \| (.*) \|$/gm)];
const documented = rows.flatMap(([, names = '', text = '']) => {
  const options = [...text.matchAll(/`(--[a-z-]+)/g)].map(([, option = '']) => option);
  return [...names.matchAll(/`([a-z-]+)`/g)].map(([, name = '']) => ({ name, options }));
});

describe('the operator’s commands in the documents', () => {
  let folder: string;
  let environment: Readonly<Record<string, string>>;
  /** On the built tool, which starts faster; README.md's way to a token is run to the letter with its first screen. */
  const run = (script: string): Promise<ShellResult> =>
    runScript(
      script.replaceAll(
        /npm run (?:--silent )?picard --/g,
        ['node', ...forShortLives, join(builtPicard(), 'packages/server/dist/main.js')].join(' '),
      ),
      { cwd: folder, environment },
    );

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'picard-operator-'));
    await prepareDataDir(join(folder, '.picard'));
    // The doctor asks who answers at the issuer: nobody of this machine's.
    environment = { PICARD_PORT: `${await freePort()}` };
    const prepared = await run(
      `npm run picard -- create-admin
       npm run picard -- create-admin --username ann --email ann@example.org
       echo '- A memory to take away.' | npm run picard -- import --username ann --format markdown`,
    );
    if (prepared.code !== 0) throw new Error(prepared.stderr);
  }, 120_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('are found', () => {
    expect(lines.length).toBeGreaterThan(7);
    expect(commands.map(({ line }) => line)).toEqual(
      expect.arrayContaining([anyCommand, runElsewhere]),
    );
  });

  it.each(lines)(
    'work as they stand: %s',
    async (line) => {
      const command = filledIn.reduce((text, [from, to]) => text.replace(from, to), line);
      expect(command).not.toMatch(/[…<]/);
      const { code, stdout, stderr } = await run(command);
      expect(code, `${stdout}\n${stderr}`).toBe(0);
    },
    120_000,
  );

  it('are all that the tool has, in the table of docs/operating.md, with the options that are said of them', async () => {
    const { commands: all } = await picardProgram({
      configuration: readConfiguration(environment),
      logger: silentLogger,
      print: () => undefined,
    });
    const names = all.map((command) => command.name());
    expect(documented.map(({ name }) => name).sort()).toEqual(names.sort());
    for (const { name, options } of documented) {
      const taken = all.find((command) => command.name() === name)?.options.map(({ long }) => long);
      expect(taken, name).toEqual(expect.arrayContaining(options));
    }
  });
});
