import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readlink, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of a copy of this repository with everything built. */
    builtPicard: string;
  }
}

const root = join(import.meta.dirname, '..');
const notCopied = new Set(['node_modules', '.git', 'dist', '.picard', 'coverage']);

/**
 * Builds programs and packages as `npm start` does, for the tests that run them in processes of their own. In a copy, so
 * that neither an `npm start` beside nor another run of the tests gets in the way. It goes with the run.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const copy = await mkdtemp(join(tmpdir(), 'picard-built-'));
  const remove = () => rm(copy, { recursive: true, force: true });
  try {
    await cp(root, copy, {
      recursive: true,
      // A file that was never meant to stay may be gone by the time it would be copied.
      filter: (path) => !notCopied.has(basename(path)) && existsSync(path),
    });
    for (const folder of await installedIn(root)) await link(folder);
    await promisify(execFile)('npm', ['run', '--silent', 'build:js'], { cwd: copy });
  } catch (error) {
    await remove();
    throw error;
  }
  project.provide('builtPicard', copy);
  return remove;

  async function link(folder: string): Promise<void> {
    await mkdir(join(copy, folder), { recursive: true });
    for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
      const path = join(folder, entry.name);
      // A link of npm's leads to a package of this repository: the same words lead to the copy's.
      if (entry.isSymbolicLink()) {
        await symlink(await readlink(join(root, path)), join(copy, path));
      } else if (entry.name === '@picard-mcp' || entry.name === '.bin') await link(path);
      else await symlink(join(root, path), join(copy, path));
    }
  }
}

/** The folders of installed packages: the common one, and those of the workspaces that need another version of something. */
async function installedIn(repository: string): Promise<readonly string[]> {
  const workspaces = await Promise.all(
    ['packages', 'examples'].map(async (folder) =>
      (await readdir(join(repository, folder))).map((name) => join(folder, name)),
    ),
  );
  return ['.', ...workspaces.flat(), 'bench']
    .map((folder) => join(folder, 'node_modules'))
    .filter((folder) => existsSync(join(repository, folder)));
}
