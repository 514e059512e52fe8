import type { HttpContext } from '@picard-mcp/http';

/** One request on its way through the authorization server. */
export interface OAuthExchange {
  readonly request: Request;
  readonly context: HttpContext;
  readonly url: URL;
  /** Path relative to the mount; that of the endpoint, also where it was asked for under `/api/oauth`. */
  readonly path: string;
  /** Network address of the client, as the host determines it. */
  readonly address: string | undefined;
}
