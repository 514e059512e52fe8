import { cp, mkdir, mkdtemp, readdir, readlink, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { repository, workspaceFolders } from '../deployment/repository.js';

/** A clone in a folder of its own, after `npm ci` and before anything was built. */
export interface RepositoryCopy {
  readonly folder: string;
  remove(): Promise<void>;
}

const sources = ['package.json', 'tsup.config.ts', 'tsconfig.json', 'deploy', '.env.example'];
const left = new Set(['node_modules', 'dist', '.picard']);

/** The packages that were installed here serve in the copy too; those of the repository itself are copied. */
export async function copyRepository(): Promise<RepositoryCopy> {
  const folder = await mkdtemp(join(tmpdir(), 'picard-clone-'));
  for (const path of [...sources, ...workspaceFolders(), ...(await programs())]) {
    const filter = (source: string) => !left.has(basename(source));
    await cp(join(repository, path), join(folder, path), { recursive: true, filter });
  }
  await linkInstalled(folder, '.');
  for (const workspace of workspaceFolders()) await linkInstalled(folder, workspace);
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** What lies beside the workspaces in `examples`. */
async function programs(): Promise<readonly string[]> {
  const files = await readdir(join(repository, 'examples'), { withFileTypes: true });
  return files.filter((entry) => entry.isFile()).map(({ name }) => `examples/${name}`);
}

async function linkInstalled(folder: string, workspace: string): Promise<void> {
  const installed = join(repository, workspace, 'node_modules');
  const names = await readdir(installed).catch(() => []);
  const linked = join(folder, workspace, 'node_modules');
  await mkdir(join(linked, '@picard-mcp'), { recursive: true });
  for (const name of names) {
    if (name !== '@picard-mcp') {
      await symlink(join(installed, name), join(linked, name));
      continue;
    }
    // Links to the workspaces, relative: in the copy they lead to the copy.
    for (const own of await readdir(join(installed, name))) {
      await symlink(await readlink(join(installed, name, own)), join(linked, name, own));
    }
  }
}
