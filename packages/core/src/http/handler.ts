/** What the bridge knows about a request beyond the Request itself. */
export interface HttpContext {
  /** The body, when a host's body parser has read it already. */
  readonly parsedBody?: unknown;
  /** Path under which the host mounted Picard, without a trailing slash; empty at the root. */
  readonly prefix?: string;
  /** Address of the peer, as the host's framework determines it. */
  readonly clientAddress?: string;
}

/** A part of the HTTP surface. The authorization server is one, `createPicardHttp` makes another. */
export interface HttpHandler {
  /** Whether this handler answers `pathname` (relative to the mount); if not, the host's own routes go on. */
  handles(pathname: string): boolean;
  /** `request.url` holds the path relative to the mount. Never rejects. */
  fetch(request: Request, context?: HttpContext): Promise<Response>;
}
