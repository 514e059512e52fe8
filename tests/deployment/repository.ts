import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const repository = join(import.meta.dirname, '../..');

export function readRepositoryFile(path: string): string {
  return readFileSync(join(repository, path), 'utf8');
}

/** Folders of all workspaces, as the root's package.json names them: `packages/core`, `bench`, … */
export function workspaceFolders(): readonly string[] {
  const { workspaces } = JSON.parse(readRepositoryFile('package.json')) as { workspaces: string[] };
  return workspaces.flatMap((pattern) =>
    pattern.endsWith('/*')
      ? readdirSync(join(repository, pattern.slice(0, -2)), { withFileTypes: true })
          .filter((entry) => entry.isDirectory())
          .map(({ name }) => `${pattern.slice(0, -1)}${name}`)
      : [pattern],
  );
}
