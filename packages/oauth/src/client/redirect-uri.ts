import { parseUrl } from '@picard-mcp/core/operations';

/** The longest URI that can be registered, in characters. */
export const maxRedirectUriLength = 2048;

/** Schemes that a browser or its system would run, read or send itself, instead of handing them to an application. */
const refusedSchemes = new Set([
  ...['javascript', 'data', 'blob', 'file', 'filesystem', 'vbscript', 'about', 'view-source'],
  ...['ws', 'wss', 'ftp', 'ftps', 'mailto', 'tel', 'sms', 'intent', 'jar', 'ms-msdt', 'search-ms'],
  // `urn:ietf:wg:oauth:2.0:oob` showed codes to people, who were talked into passing them on.
  'urn',
]);

/** A host of this very machine in an http URI, with its port if it has one. */
const loopback = /^http:\/\/(127\.0\.0\.1|\[::1\]|localhost)(?::\d{1,5})?(?=[/?]|$)/;

/**
 * Why a URI cannot be registered as a redirect URI; `undefined` when it can: https anywhere, http on
 * loopback hosts, and schemes of an application's own (RFC 8252 section 7). The answer completes a
 * sentence that begins with the URI.
 *
 * What two parsers could read in two ways is refused too: control characters, backslashes, user info,
 * dot segments, encoded slashes in the path, and hosts that are not written as they are resolved.
 */
export function redirectUriFault(uri: string): string | undefined {
  if (uri.length > maxRedirectUriLength)
    return `must have at most ${maxRedirectUriLength} characters`;
  if (!/^[\x21-\x7e]+$/.test(uri)) {
    return 'must consist of printable ASCII characters without spaces';
  }
  if (/["<>\\^`{|}]/.test(uri)) return 'must not hold any of the characters " < > \\ ^ ` { | }';
  if (/%(?![\da-f]{2})/i.test(uri)) return 'must not hold a % that begins no encoded character';
  if (/%(?:[01][\da-f]|7f)/i.test(uri)) return 'must not hold encoded control characters';
  if (uri.includes('#')) return 'must not have a fragment';
  if (uri.includes('*')) return 'must not hold a wildcard: redirect URIs are compared as they are';
  const [, scheme, rest] = /^([a-z][a-z\d+.-]*):(.*)$/i.exec(uri) ?? [];
  if (scheme === undefined || rest === undefined || !parseUrl(uri)) {
    return 'must be an absolute URI such as https://app.example/callback';
  }
  const { authority, path } = partsOf(rest);
  if (authority?.includes('@')) return 'must not hold a user name or password';
  if (pathFault.test(path)) {
    return 'must not have dot segments or encoded slashes in its path';
  }
  const name = scheme.toLowerCase();
  return name === 'http' || name === 'https'
    ? webFault(uri, name, authority)
    : ownSchemeFault(name, rest);
}

/**
 * Whether a redirect URI is one of those registered: character by character, but for the port on
 * loopback hosts, `localhost` among them (RFC 8252 section 7.3).
 */
export function isRegisteredRedirectUri(given: string, registered: readonly string[]): boolean {
  if (registered.includes(given)) return true;
  const bare = withoutPort(given);
  if (bare === undefined || redirectUriFault(given) !== undefined) return false;
  return registered.some((uri) => withoutPort(uri) === bare);
}

/** `undefined` unless the URI is on a loopback host. */
function withoutPort(uri: string): string | undefined {
  return loopback.test(uri) ? uri.replace(loopback, 'http://$1') : undefined;
}

/** A segment that is `.` or `..`, or an encoded slash or backslash. */
const pathFault = /(?:^|\/)(?:\.|%2e){1,2}(?=\/|$)|%2f|%5c/i;

function partsOf(rest: string): { readonly authority: string | undefined; readonly path: string } {
  const [beforeQuery = ''] = rest.split('?');
  const [, authority, path = beforeQuery] = /^\/\/([^/]*)(.*)$/.exec(beforeQuery) ?? [];
  return { authority, path };
}

function webFault(
  uri: string,
  scheme: 'http' | 'https',
  authority: string | undefined,
): string | undefined {
  const [, host] = /^(\[[^\]]*\]|[^:]+)(?::\d{1,5})?$/.exec(authority ?? '') ?? [];
  // A parser reads 0x7f.1 as 127.0.0.1, and http:example as http://example.
  if (host === undefined || new URL(uri).hostname !== host.toLowerCase()) {
    return 'must name its host plainly, as in https://app.example/callback';
  }
  if (scheme === 'http' && !loopback.test(uri)) {
    return 'must use https: http is for 127.0.0.1, [::1] and localhost alone';
  }
  return undefined;
}

function ownSchemeFault(scheme: string, rest: string): string | undefined {
  if (refusedSchemes.has(scheme)) return `must not use the scheme ${scheme}`;
  if (!/^\/./.test(rest))
    return 'must have a / and more after its scheme, as in com.example.app:/callback';
  return undefined;
}
