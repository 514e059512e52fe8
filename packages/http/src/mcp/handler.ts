import type { Principal } from '@picard-mcp/core';
import type { CallOrigin } from '@picard-mcp/core/operations';

/** What the HTTP face has established about an MCP request before it hands it over. */
export interface McpRequestContext {
  /** Who calls; the token was verified. */
  readonly principal: Principal;
  /** Where the request came from, for the record of activity and the logs. */
  readonly origin?: CallOrigin;
  /** The JSON of a POST, read within the limits of size and depth; the request's own body is not touched. */
  readonly message?: unknown;
}

/** MCP Streamable HTTP for callers that are authenticated already. */
export interface McpHandler {
  /** Handles one request. The response may be a stream, which ends when `request.signal` aborts. */
  fetch(request: Request, context: McpRequestContext): Promise<Response>;
  /** Ends open streams and sessions. */
  close(): Promise<void>;
}
