import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * What installing a workspace brings along, by package-lock.json: the names of all packages that it depends on at
 * run time, directly or not, and their size here in node_modules.
 * Peers are the host's own.
 */
export async function installationOf(workspace) {
  const { packages } = JSON.parse(await readFile('package-lock.json', 'utf8'));
  const found = new Set();
  const waiting = [workspace];
  for (const path of waiting) {
    const { dependencies, optionalDependencies } = packages[path];
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const place = placeOf(packages, path, name);
      if (place === undefined || found.has(place)) continue;
      found.add(place);
      waiting.push(place);
    }
  }
  const sizes = await Promise.all([...found].map((place) => sizeOf(place)));
  return {
    names: [...found].map((place) => place.replace(/^.*node_modules\//, '')),
    bytes: sizes.reduce((sum, size) => sum + size, 0),
  };
}

/** Where Node finds a dependency of the package in `path`: in the nearest node_modules. */
function placeOf(packages, path, name) {
  for (let folder = path; ; folder = dirname(folder)) {
    const place = join(folder, 'node_modules', name);
    if (place in packages) return packages[place].link ? packages[place].resolved : place;
    if (folder === '.') return undefined;
  }
}

/** What a file takes on a disk, in blocks of 4 KiB, as `du` counts. */
export function onDisk(bytes) {
  return Math.ceil(bytes / 4096) * 4096;
}

async function sizeOf(folder) {
  let bytes = 0;
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    // A dependency that lies inside counts by itself.
    if (entry.name === 'node_modules') continue;
    const path = join(folder, entry.name);
    bytes += entry.isDirectory() ? await sizeOf(path) : onDisk((await stat(path)).size);
  }
  return bytes;
}
