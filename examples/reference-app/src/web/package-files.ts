import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);

/** A folder of this package, the same from the sources and from what is built out of them. */
export function ownFolder(name: string): string {
  let folder = new URL('./', import.meta.url);
  while (!existsSync(new URL('package.json', folder))) folder = new URL('../', folder);
  return fileURLToPath(new URL(`${name}/`, folder));
}

/** A file of an installed library, whether or not the library offers it to programs. */
export function libraryFile(library: string, file: string): string {
  for (const folder of require.resolve.paths(library) ?? []) {
    const path = join(folder, library, file);
    if (existsSync(path)) return path;
  }
  throw new Error(`${file} of ${library} is not installed`);
}
