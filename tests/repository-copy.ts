import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readlink, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { repository, workspaceFolders } from './deployment/repository.js';

/** A clone in a folder of its own, after `npm ci` and before anything was built. */
export interface RepositoryCopy {
  readonly folder: string;
  remove(): Promise<void>;
}

const left = new Set(['node_modules', '.git', 'dist', '.picard', 'coverage']);

/** The packages that were installed here serve in the copy too; those of the repository itself are copied. */
export async function copyRepository(): Promise<RepositoryCopy> {
  const folder = await mkdtemp(join(tmpdir(), 'picard-clone-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    await cp(repository, folder, {
      recursive: true,
      // A file that was never meant to stay may be gone by the time it would be copied.
      filter: (path) => !left.has(basename(path)) && existsSync(path),
    });
    // The common folder, and those of the workspaces that need another version of something.
    for (const workspace of ['.', ...workspaceFolders()]) {
      await link(join(workspace, 'node_modules'), folder);
    }
  } catch (error) {
    await remove();
    throw error;
  }
  return { folder, remove };
}

async function link(installed: string, copy: string): Promise<void> {
  const from = join(repository, installed);
  if (!existsSync(from)) return;
  await mkdir(join(copy, installed), { recursive: true });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const path = join(installed, entry.name);
    // A link of npm's leads to a package of this repository: the same words lead to the copy's.
    if (entry.isSymbolicLink()) {
      await symlink(await readlink(join(repository, path)), join(copy, path));
    } else if (entry.name === '@picard-mcp' || entry.name === '.bin') await link(path, copy);
    else await symlink(join(repository, path), join(copy, path));
  }
}
