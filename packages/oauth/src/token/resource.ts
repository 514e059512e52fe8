import { parseUrl } from '@picard-mcp/core/operations';

/**
 * Whether two texts name the same protected resource: as URLs they are the same after normalisation
 * (RFC 3986 section 6.2), so a server's root is met with and without its slash, and the case of scheme
 * and host does not matter. A path is compared as it is.
 */
export function isSameResource(one: string, other: string): boolean {
  if (one === other) return true;
  const url = parseUrl(one);
  return url !== undefined && url.href === parseUrl(other)?.href;
}
