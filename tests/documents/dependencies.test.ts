import { describe, expect, it } from 'vitest';
import { readRepositoryFile, workspaceFolders } from '../deployment/repository.js';

type Manifest = Readonly<
  Partial<
    Record<
      'dependencies' | 'devDependencies' | 'peerDependencies' | 'optionalDependencies',
      Readonly<Record<string, string>>
    >
  >
>;

const text = readRepositoryFile('docs/dependencies.md');

/** First cells of the tables' rows, where packages are named. */
const named = new Set(
  [...text.matchAll(/^\| ([^|]*)\|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`(@?[a-z][\w./-]*)`/g)].map(([, name = '']) => name),
  ),
);

/** Each package that something here depends on, with who does. */
const needed = new Map<string, string>();
for (const folder of ['.', ...workspaceFolders()]) {
  const manifest = JSON.parse(readRepositoryFile(`${folder}/package.json`)) as Manifest;
  const { dependencies, devDependencies, peerDependencies, optionalDependencies } = manifest;
  for (const name of Object.keys({
    ...dependencies,
    ...devDependencies,
    ...peerDependencies,
    ...optionalDependencies,
  })) {
    if (!name.startsWith('@picard-mcp/')) needed.set(name, folder);
  }
}

describe('docs/dependencies.md', () => {
  it.each([...needed])('says why there is %s, which %s has', (name) => {
    expect(named).toContain(name);
  });

  it('names nothing that is not there', () => {
    const gone = [...named].filter((name) => !needed.has(name));
    expect(gone).toEqual([]);
  });
});
