import type { IncomingMessage } from 'node:http';
import { PicardError } from '@picard-mcp/core';
import { parseUrl } from '@picard-mcp/core/operations';

const hostForm = /^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i;

/**
 * The path that a request asks for, relative to where Picard is mounted, percent-encoded as it came;
 * `undefined` for a target that has none (`OPTIONS *`) or one that a URL parser would rewrite
 * (`/a/../b`, backslashes): it must not slip past a guard that the host put in front of another path.
 */
export function requestPath(req: IncomingMessage): string | undefined {
  const target = originForm(req);
  if (target === undefined) return undefined;
  const end = target.search(/[?#]/);
  const path = end === -1 ? target : target.slice(0, end);
  return new URL(`http://localhost${path}`).pathname === path ? path : undefined;
}

/**
 * The absolute URL of a request. Its origin is what the client claims: never a fact about this server.
 *
 * @throws PicardError `invalid_input` for a malformed Host header or target.
 */
export function requestUrl(req: IncomingMessage): string {
  const host = req.headers[':authority'] ?? req.headers.host ?? 'localhost';
  if (typeof host !== 'string' || !hostForm.test(host)) throw malformed('Host header');
  const url = parseUrl(
    `${'encrypted' in req.socket ? 'https' : 'http'}://${host}${originForm(req) ?? ''}`,
  );
  if (url === undefined) throw malformed('URL');
  return url.href;
}

/** RFC 9112 section 3.2: servers take the absolute form too, though only proxies should be sent it. */
function originForm({ url = '/' }: IncomingMessage): string | undefined {
  if (url.startsWith('/')) return url;
  const absolute = /^https?:\/\//i.test(url) ? parseUrl(url) : undefined;
  return absolute && absolute.pathname + absolute.search;
}

function malformed(what: string): PicardError {
  return new PicardError('invalid_input', `The request's ${what} is malformed.`);
}
