import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRepositoryFile } from '../deployment/repository.js';
import { freePort } from '../free-port.js';
import { builtPicard } from '../journey/programs.js';
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
        `node ${join(builtPicard(), 'packages/server/dist/main.js')}`,
      ),
      { cwd: folder, environment },
    );

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'picard-operator-'));
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
    60_000,
  );

  it('are all that the tool has, in the table of docs/operating.md', async () => {
    const { stdout } = await run('npm run --silent picard -- --help');
    const [, list = ''] = stdout.split(/^Commands:$/m);
    const names = [...list.matchAll(/^ {2}([a-z-]+)/gm)].map(([, name = '']) => name);
    expect(documented.map(({ name }) => name).sort()).toEqual(
      names.filter((name) => name !== 'help').sort(),
    );
  }, 60_000);

  it.each(documented.filter(({ options }) => options.length > 0))(
    'take the options that docs/operating.md says of them: $name $options',
    async ({ name, options }) => {
      const { stdout } = await run(`npm run --silent picard -- ${name} --help`);
      const taken = [...stdout.matchAll(/^ +(?:-\w, )?(--[a-z-]+)/gm)].map(([, each = '']) => each);
      expect(taken).toEqual(expect.arrayContaining(options));
    },
    60_000,
  );
});
