import { describe, expect, it } from 'vitest';
import { parseOptions, usage } from '../../bench/src/options.js';
import { readRepositoryFile, repository } from '../deployment/repository.js';
import { commands } from './documents.js';
import { runScript } from './shell.js';

const { scripts } = JSON.parse(readRepositoryFile('package.json')) as {
  readonly scripts: Readonly<Record<string, string>>;
};
const lines = [...new Set(commands.map(({ line }) => line))];

describe('npm’s commands in the documents', () => {
  const named = lines.flatMap((line) =>
    [...line.matchAll(/\bnpm (?:run (?:--silent )?([\w:-]+)|(start|test)\b)/g)].map(
      ([, script, alone]) => [script ?? alone ?? '', line] as const,
    ),
  );

  it.each(named)('name a script of package.json: %s in %s', (script) => {
    expect(named.length).toBeGreaterThan(10);
    expect(Object.keys(scripts)).toContain(script);
  });

  const oneFile = lines.filter((line) => line.startsWith('npx '));
  it.each(oneFile)(
    'run the tests of one file: %s',
    async (line) => {
      // The run within this one is told of nothing that this one was told.
      const { code, stdout, stderr } = await runScript(line, { cwd: repository });
      expect(code, `${stdout}\n${stderr}`).toBe(0);
      expect(stdout).toMatch(/Test Files .*1 passed/);
    },
    60_000,
  );
});

describe('docs/benchmarks.md', () => {
  const text = readRepositoryFile('docs/benchmarks.md');

  it('names every option of the benchmark', () => {
    const told = [...text.matchAll(/^\| `(--[a-z]+)/gm)].map(([, option = '']) => option);
    const known = [...usage.matchAll(/^ +(--[a-z]+)/gm)].map(([, option = '']) => option);
    expect(told.sort()).toEqual(known.sort());
  });

  it('has commands whose options the benchmark takes', () => {
    const used = [...text.matchAll(/npm run bench -- ([^`\n]+)|`(--[a-z]+ [^`\n]*\d)`/g)].map(
      ([, command, mentioned]) => command ?? mentioned ?? '',
    );
    expect(used).toEqual(expect.arrayContaining(['--oauth', '--only search-small --rows 30000']));
    for (const options of used) expect(() => parseOptions(options.split(' '))).not.toThrow();
  });
});
