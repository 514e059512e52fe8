import { constants } from 'node:fs';
import { access, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Finding, findingsOf } from './finding.js';

const report = findingsOf('data folder');
/** Rights of the group and of everybody else. */
const others = 0o077;

/** Checks whether the folder of keys and the embedded database is accessible, and to no other user. */
export async function checkDataFolder(dataDir: string): Promise<readonly Finding[]> {
  const folder = await stat(dataDir).catch(() => undefined);
  if (folder === undefined) {
    return [report('note', `${dataDir} is not there yet; the first start makes it`)];
  }
  if (!folder.isDirectory()) {
    return [
      report(
        'FAIL',
        `${dataDir} is not a folder`,
        'set PICARD_DATA_DIR to a folder, or remove the file',
      ),
    ];
  }
  const mayUse = await access(dataDir, constants.R_OK | constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  );
  if (!mayUse) {
    return [
      report(
        'FAIL',
        `${dataDir} may not be read and written by this user`,
        `give it to the user that runs Picard: chown -R <user> ${dataDir}`,
      ),
    ];
  }
  // Windows has no such rights.
  if (process.platform === 'win32') return [report('ok', dataDir)];
  const open = await openToOthers(dataDir, (folder.mode & others) !== 0);
  if (open.length === 0) return [report('ok', `${dataDir}, open to its owner alone`)];
  return [
    report(
      'warn',
      `other users of this machine can read ${open.join(', ')}`,
      `chmod -R go= ${dataDir}`,
    ),
  ];
}

/** Returns the folder and the keys in it that other users can open. Files in a private folder are not accessible. */
async function openToOthers(dataDir: string, isFolderOpen: boolean): Promise<readonly string[]> {
  if (!isFolderOpen) return [];
  const names = await readdir(dataDir);
  const keys = ['encryption-keys', 'signing-keys', 'database']
    .filter((name) => names.includes(name))
    .map((name) => join(dataDir, name));
  const modes = await Promise.all(keys.map(async (path) => ({ path, ...(await modeOf(path)) })));
  return modes.filter(({ mode }) => (mode & others) !== 0).map(({ path }) => path);
}

async function modeOf(path: string): Promise<{ readonly mode: number }> {
  return { mode: (await stat(path)).mode };
}
