import type { UserId } from '@picard-mcp/core';
import type { OAuthExchange } from '../http/oauth-exchange.js';

/** Who is logged in in a browser. */
export interface Visitor {
  readonly userId: UserId;
  /** As pages call them. */
  readonly name: string;
}

/** An embedding application's own login, in the place of `/login` and `/signup`. */
export interface HostLogin {
  /** Returns the logged-in user, by the request's cookies or headers, or `undefined`. */
  readonly visitorOf: (request: Request) => Promise<Visitor | undefined> | Visitor | undefined;
  /** Where a browser is sent to log in. It must come back to `returnTo`, a path of this server. */
  readonly loginUrl: (returnTo: string) => string;
}

/** What the pages know of the browser that sent a request. */
export interface BrowserState {
  readonly visitor: Visitor | undefined;
  /** When the visitor logged in; absent where the embedding application logs users in. */
  readonly loggedInAt: Date | undefined;
  /**
   * The secret field of a form, good in this browser, for this visitor and this purpose alone (such as
   * `consent` with the id of a request).
   */
  formToken(...purpose: readonly string[]): string;
  /** Whether a form that came back has the right one. */
  isFormToken(token: string | undefined, ...purpose: readonly string[]): boolean;
  /** `Set-Cookie` values that must go out with the page, so that its forms work. */
  readonly cookies: readonly string[];
}

/** Cookies and logins of browsers. */
export interface Browsers {
  read(exchange: OAuthExchange): Promise<BrowserState>;
  /** Logs a user in with a new session id and ends the browser's previous session. Returns `Set-Cookie` values. */
  logIn(exchange: OAuthExchange, userId: UserId): Promise<readonly string[]>;
  /** Ends the browser's session. Returns `Set-Cookie` values that clear it. */
  logOut(exchange: OAuthExchange): Promise<readonly string[]>;
  /** Present when the embedding application logs users in. */
  readonly hostLogin: HostLogin | undefined;
}
