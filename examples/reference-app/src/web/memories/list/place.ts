import { parse } from 'node:querystring';
import type { Request } from 'express';
import type { Context } from '../../context.js';
import { ownPath } from '../../http/own-path.js';
import { parseUrl } from '../../http/parse-url.js';

/** Pages that one comes back to after deleting or changing something from there. */
const places =
  /^\/(?:$|memories(?:\/(?:others|tags|timeline|deleted))?$|search$|personas(?:\/|$)|activity$)/;
const usual = '/memories';
/** Characters of an address that still gets through. */
const maxPlaceLength = 20_000;

/** The page of a list from which the visitor came, with its filters and place; the usual list if it was another page. */
export function placeBefore(request: Request, context: Context): string {
  return listBefore(request, context) ?? usual;
}

/** The same; nothing if the visitor came from elsewhere. */
export function listBefore(
  request: Request,
  { configuration }: Pick<Context, 'configuration'>,
): string | undefined {
  const referrer = request.headers['hx-current-url'] ?? request.headers.referer;
  const before = typeof referrer === 'string' ? parseUrl(referrer) : undefined;
  if (before?.origin !== new URL(configuration.url).origin) return undefined;
  const { pathname, search } = before;
  return places.test(pathname) ? safePlace(`${pathname}${search}`) : undefined;
}

/** A place that a form carried; where it is none of this application's lists, the usual one. */
export function safePlace(place: unknown): string {
  const path =
    typeof place === 'string' && place.length <= maxPlaceLength ? ownPath(place) : undefined;
  if (path === undefined) return usual;
  const { pathname, search } = new URL(path, 'http://localhost');
  return places.test(pathname) ? `${pathname}${search}` : usual;
}

/** The query of an address, as the application reads queries. */
export function queryOf(path: string): unknown {
  return parse(new URL(path, 'http://localhost').searchParams.toString());
}
