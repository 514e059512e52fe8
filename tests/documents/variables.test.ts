import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { applicationVariables, serverVariables } from '../deployment/known-variables.js';
import { readRepositoryFile, repository, workspaceFolders } from '../deployment/repository.js';

/** Set by a platform, and told beside what they stand in for. */
const given = 'RENDER_EXTERNAL_URL';

const operating = readRepositoryFile('docs/operating.md');
const [servers = [], applications = []] = operating
  .split('| variable | meaning | default |')
  .slice(1)
  .map((table) =>
    [...(table.split('\n\n')[0] ?? '').matchAll(/^\| (`[^|]*) \|/gm)].flatMap(([, cell = '']) =>
      [...cell.matchAll(/`([A-Z_]+)`/g)].map(([, name = '']) => name),
    ),
  );

describe('the tables of variables in docs/operating.md', () => {
  it('are all that the server and the operator’s tool read', () => {
    expect(servers).toEqual([...new Set(servers)]);
    expect(servers.toSorted()).toEqual(
      [...serverVariables].filter((name) => name !== given).sort(),
    );
  });

  it('are all that the web application reads besides', () => {
    const own = [...applicationVariables].filter((name) => !serverVariables.has(name));
    expect(applications.toSorted()).toEqual(own.sort());
  });

  it('are led in by what both read', () => {
    const [, sentence = ''] = /And these the web application's;(.*):\n/.exec(operating) ?? [];
    const shared = [...applicationVariables].filter((name) => serverVariables.has(name));
    expect([...sentence.matchAll(/`([A-Z_]+)`/g)].map(([, name = '']) => name).sort()).toEqual(
      shared.sort(),
    );
  });
});

describe('the table of variables in TESTING.md', () => {
  it('holds all that the tests look at', () => {
    const read = [...workspaceFolders(), 'tests', '.ci']
      .flatMap((folder) => filesIn(folder))
      .flatMap((file) => [...readRepositoryFile(file).matchAll(/\bPICARD_TEST_[A-Z_]+/g)])
      .map(([name]) => name);
    const told = [...readRepositoryFile('TESTING.md').matchAll(/^\| `(PICARD_TEST_[A-Z_]+)/gm)];
    expect(told.map(([, name]) => name).sort()).toEqual([...new Set(read)].sort());
  });
});

/** Sources below a folder, by their paths in the repository. */
function filesIn(folder: string): readonly string[] {
  return readdirSync(join(repository, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      return ['node_modules', 'dist'].includes(entry.name) ? [] : filesIn(path);
    }
    // This one names a part of them.
    const isSource = /\.(?:[mc]?[jt]sx?|sh)$/.test(entry.name) || entry.name === 'run';
    return isSource && !path.endsWith('documents/variables.test.ts') ? [path] : [];
  });
}
