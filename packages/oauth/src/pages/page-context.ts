import type { AuthorizationContext } from '../context.js';
import type { Browsers } from '../session/browser.js';
import type { PageResponse, Pages } from './page.js';

/** What endpoints that answer with pages share. */
export interface PageContext extends AuthorizationContext {
  readonly browsers: Browsers;
  readonly pages: Pages;
  readonly pageResponse: PageResponse;
  /** The public path of a page of this server, mount prefix included: `/picard/login` of `/login`. */
  readonly pathOf: (path: string, query?: Readonly<Record<string, string>>) => string;
  /** Seals a text that passes through the browser; `purpose` separates sealed texts of different uses. */
  readonly sealer: Sealer;
}

export interface Sealer {
  seal(purpose: string, text: string): Promise<string>;
  /** `undefined` for everything that this server did not seal for that purpose. */
  open(purpose: string, sealed: string): Promise<string | undefined>;
}
