import { parseUrl } from './parse-url.js';

const nowhere = 'http://nowhere.invalid';

/**
 * A path of this application, with query and fragment, out of what a browser sent; nothing for what leads to another
 * host, however it is written (`//host`, `/\host`, a tab between them).
 */
export function ownPath(text: string | undefined): string | undefined {
  const url = text?.startsWith('/') ? parseUrl(text, nowhere) : undefined;
  if (url === undefined) return undefined;
  const { origin, pathname, search, hash } = url;
  // A path may begin with two slashes only now: `/.//host` is `//host` when its dots are gone.
  if (origin !== nowhere || pathname.startsWith('//')) return undefined;
  return `${pathname}${search}${hash}`;
}
