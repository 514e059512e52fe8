import type { Request } from 'express';
import { ownPath } from '../../http/own-path.js';
import { parseUrl } from '../../http/parse-url.js';

/** Sent by an editor that stands in the place of a card. */
export const inPlaceHeader = 'X-In-Place';

export function isInPlace(request: Request): boolean {
  return request.get(inPlaceHeader) !== undefined;
}

/** The page of this application in which htmx works; nothing if it does not say. */
export function currentPath(request: Request): string | undefined {
  const url = parseUrl(request.get('HX-Current-URL') ?? '');
  return url && ownPath(`${url.pathname}${url.search}`);
}
