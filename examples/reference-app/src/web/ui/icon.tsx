import { readFileSync } from 'node:fs';
import { raw } from 'hono/html';
import { libraryFile } from '../package-files.js';

const drawn = new Map<string, string>();

/** One of Bootstrap's icons, for the eye only: what it stands for is said beside it. */
export function Icon({ name }: { readonly name: string }) {
  const known = drawn.get(name);
  const svg =
    known ??
    readFileSync(libraryFile('bootstrap-icons', `icons/${name}.svg`), 'utf8').replace(
      '<svg ',
      '<svg aria-hidden="true" focusable="false" ',
    );
  drawn.set(name, svg);
  return raw(svg);
}
