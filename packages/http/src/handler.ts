/** What the bridge knows about a request beyond the Request itself. */
export interface HttpContext {
  /** The JSON body, when a host's body parser has read it already. */
  readonly parsedBody?: unknown;
  /** Path under which the host mounted Picard, without a trailing slash; empty at the root. */
  readonly prefix?: string;
  /** Address of the peer, as the host's framework determines it. */
  readonly clientAddress?: string;
  /** Identifies the request in responses and logs. */
  readonly requestId?: string;
}

/** A handler's share of the OpenAPI document: the objects of the same names in OpenAPI 3.1. */
export interface OpenApiPart {
  readonly paths: Readonly<Record<string, object>>;
  readonly components?: Readonly<Record<string, Readonly<Record<string, object>>>>;
  readonly tags?: readonly { readonly name: string; readonly description?: string }[];
}

/** A part of the HTTP surface. The authorization server is one, `createPicardHttp` makes another. */
export interface HttpHandler {
  /** Whether this handler serves `pathname` (relative to the mount). If not, the host's own routes continue. */
  handles(pathname: string): boolean;
  /** `request.url` holds the path relative to the mount. Never rejects. */
  fetch(request: Request, context?: HttpContext): Promise<Response>;
  /**
   * The template of a path that it serves, such as `/api/admin/users/{user_id}`, for traces and metrics, which contain
   * no client-supplied paths. Absent: they contain no path.
   */
  routeOf?(pathname: string): string | undefined;
  /** What it adds to `/openapi.json`. */
  readonly openApi?: OpenApiPart;
}
