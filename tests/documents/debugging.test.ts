import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readRepositoryFile, repository, workspaceFolders } from '../deployment/repository.js';

/** Messages that DEBUGGING.md quotes in the first column of its tables: the parts between what varies. */
const quoted = [...readRepositoryFile('DEBUGGING.md').matchAll(/^\| `([^`]+)`/gm)]
  .map(([, message = '']) => message)
  // Of other programs.
  .filter((message) => !message.startsWith('EBADENGINE'));

const sources = workspaceFolders()
  .filter((folder) => folder !== 'bench')
  .flatMap((folder) => [`${folder}/src`])
  .flatMap((folder) =>
    readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /(?<!\.test|\.d)\.tsx?$/.test(name))
      .map((name) => readRepositoryFile(`${folder}/${name}`)),
  );

describe('DEBUGGING.md', () => {
  it('quotes messages', () => {
    expect(quoted.length).toBeGreaterThan(8);
  });

  it.each(quoted)('quotes what a program says: %s', (message) => {
    const parts = message
      .split('…')
      .map((part) => part.trim())
      .filter((part) => part !== '');
    expect(sources.some((source) => parts.every((part) => source.includes(part)))).toBe(true);
  });
});
