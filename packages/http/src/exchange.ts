import type { Principal } from '@picard-mcp/core';
import type { CallOrigin } from '@picard-mcp/core/operations';
import type { HttpContext } from './handler.js';

/** One request on its way through the HTTP face. */
export interface Exchange {
  readonly request: Request;
  readonly context: HttpContext;
  /** Identifies the request in responses and logs. */
  readonly requestId: string;
  /** Path relative to the mount, without the query. */
  readonly path: string;
  /** Who calls, once that is known. */
  principal?: Principal;
}

/** Where the operations of a request are called from. */
export function originOf({
  context,
  requestId,
}: Pick<Exchange, 'context' | 'requestId'>): CallOrigin {
  return { clientAddress: context.clientAddress, requestId };
}
