import type { Request, Response } from 'express';
import type { User } from '../accounts/user.js';
import type { Connection } from '../connection/connection.js';
import type { MemoryService } from '../memory-service/memory-service.js';
import type { Text } from '../text/text.js';
import { ownPath } from './own-path.js';
import type { Theme } from './theme.js';
import type { Toast } from './toast.js';

/** One request of one visitor, as pages are made for it. */
export interface Visit {
  readonly text: Text;
  /** BCP 47; how dates and numbers are written. */
  readonly locale: string;
  /** IANA name of the visitor's time zone. */
  readonly zone: string;
  /** That of the browser, as far as it said so; the visitor may have chosen another. */
  readonly browserZone: string;
  readonly theme: Theme;
  readonly now: Date;
  /** Path and query of the request. */
  readonly path: string;
  /** Public base URL of the memory server. */
  readonly serverUrl: string;
  /** Whether htmx sent the request, to put a part of the answer into the page. */
  readonly isPartial: boolean;
  readonly user: User | undefined;
  /** Of the user to the memory server. */
  readonly connection: Connection | undefined;
  /** For the hidden field `_csrf` of every form. */
  csrfToken(): string;
  /** What is to be told at the next page, which forgets it. */
  takeToasts(): readonly Toast[];
}

/** A visit of somebody whose memories can be reached. */
export interface ConnectedVisit extends Visit {
  readonly user: User;
  readonly connection: Connection;
  /** The memory server, in the name of the user. */
  readonly memory: MemoryService;
}

export function visitOf({ locals }: Response): Visit {
  return locals.visit as Visit;
}

/** @throws TypeError behind no `requireAccount`: a route that forgot it. */
export function accountOf(response: Response): Visit & { readonly user: User } {
  const visit = visitOf(response);
  if (visit.user === undefined) throw new TypeError('this route needs requireAccount');
  return { ...visit, user: visit.user };
}

/** @throws TypeError behind no `requireConnection`: a route that forgot it. */
export function connectedOf(response: Response): ConnectedVisit {
  const memory = response.locals.memory as MemoryService | undefined;
  const { user, connection, ...visit } = visitOf(response);
  if (!user || !connection || !memory) throw new TypeError('this route needs requireConnection');
  return { ...visit, user, connection, memory };
}

/** The first language of the browser that the texts are written in, with its region for dates. */
export function localeOf(request: Request): string {
  const wanted = request.acceptsLanguages().find((tag) => /^en(?:-[A-Za-z]{2})?$/.test(tag));
  return wanted ?? 'en-GB';
}

/** Path and query of a request, as a link may lead to them: never to another host, as `//host` would. */
export function pathOf({ originalUrl }: Pick<Request, 'originalUrl'>): string {
  return ownPath(originalUrl) ?? '/';
}

/** Whether the name of a time zone is one that dates can be written in. */
export function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
