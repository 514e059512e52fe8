import { parseUrl } from '@picard-mcp/core/operations';

/**
 * Why a text cannot be the issuer of tokens; `undefined` when it can. Clients compare issuers byte for
 * byte (RFC 8414 section 3.3), so that only the form without a trailing slash is taken, and nothing that
 * a URL parser would write otherwise.
 */
export function issuerFault(text: string): string | undefined {
  const url = parseUrl(text);
  if (url === undefined) return 'not a URL';
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
    return 'https is needed, unless it names a loopback host';
  }
  if (url.username || url.password || url.search || url.hash || /[?#]/.test(text)) {
    return 'a user, a query or a fragment has no place in it';
  }
  if (text.endsWith('/')) return 'it must not end in a slash';
  const canonical = url.href.replace(/\/$/, '');
  return canonical === text ? undefined : `write it as ${canonical}`;
}

function isLoopback(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127(\.\d{1,3}){3}$/.test(hostname)
  );
}
