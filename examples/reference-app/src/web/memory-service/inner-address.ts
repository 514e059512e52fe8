import { ServiceError } from './service-error.js';

/**
 * How addresses of the memory server, as it names them itself, become those by which this application reaches it: behind
 * a proxy, or among containers, the two differ in origin and perhaps in base path.
 *
 * The answered function throws ServiceError `unreachable` for an address of anybody else: what is sent there holds
 * secrets and tokens.
 */
export function innerAddresses(
  publicUrl: string,
  innerUrl: string,
): (address: string | URL) => string {
  const outer = baseOf(publicUrl);
  const inner = baseOf(innerUrl);
  const isSame = outer.origin === inner.origin && outer.path === inner.path;

  return (address) => {
    const { href, origin, pathname, search } = new URL(address);
    const path = origin === outer.origin ? pathBelow(outer.path, pathname) : undefined;
    if (path === undefined) {
      throw new ServiceError(
        'unreachable',
        `The memory server names an address outside of itself: ${origin}${pathname}.`,
      );
    }
    return isSame ? href : `${inner.origin}${inner.path}${path}${search}`;
  };
}

function baseOf(url: string): { readonly origin: string; readonly path: string } {
  const { origin, pathname } = new URL(url);
  return { origin, path: pathname.replace(/\/+$/, '') };
}

/** The rest of a path below a base path; nothing for one beside it. */
function pathBelow(base: string, path: string): string | undefined {
  if (path === base || path.startsWith(`${base}/`)) return path.slice(base.length);
  // RFC 8414 section 3.1 puts the base path behind the name of a well-known document. Below its base path the server
  // answers the same document.
  const [, name, rest] = /^(\/\.well-known\/[^/]+)(\/.*)$/.exec(path) ?? [];
  return rest === base ? name : undefined;
}
