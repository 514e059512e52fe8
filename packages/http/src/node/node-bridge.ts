import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { PicardError } from '@picard-mcp/core';
import type { HttpContext, HttpHandler } from '../handler.js';
import { nodeRequest } from './node-request.js';
import { requestBody } from './request-body.js';
import { requestPath, requestUrl } from './request-target.js';
import { writeResponse } from './write-response.js';

/** A handler that also converts errors to responses, such as `PicardHttp`. */
export interface BridgedHandler extends HttpHandler {
  errorResponse(error: unknown): Response;
}

/** One request as a host's framework holds it. `req.url` is relative to where Picard is mounted. */
export interface NodeExchange {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  /** What the host's body parser left, if there is one (`req.body`, `ctx.request.body`). */
  readonly body?: unknown;
  /** Path under which Picard is mounted. */
  readonly prefix?: string;
  /** Address of the client, as the host determines it behind its proxies. */
  readonly clientAddress?: string;
}

export interface NodeBridgeOptions {
  /**
   * Whether paths that are not Picard's go on to the host's routes. Default true; false where Picard
   * is the only handler of the server or mount, and responds with 404 itself.
   */
  readonly fallThrough?: boolean;
}

/**
 * Connects a fetch handler with Node's request and response: the one bridge of every adapter.
 *
 * The returned function handles the exchange and resolves to true, or leaves it untouched and resolves to false
 * when the path is the host's. It never rejects.
 */
export function nodeBridge(
  http: BridgedHandler,
  { fallThrough = true }: NodeBridgeOptions = {},
): (exchange: NodeExchange) => Promise<boolean> {
  return async (exchange) => {
    const path = requestPath(exchange.req);
    if (fallThrough && (path === undefined || !http.handles(path))) return false;
    const response = await respond(http, exchange, path);
    try {
      await writeResponse(exchange.res, response);
    } catch (error) {
      await writeResponse(exchange.res, http.errorResponse(error));
    }
    drain(exchange.req);
    return true;
  };
}

/** A listener for `http.createServer` that gives every request to Picard. */
export function nodeListener(http: BridgedHandler): RequestListener {
  const bridge = nodeBridge(http, { fallThrough: false });
  return (req, res) => void bridge({ req, res, clientAddress: req.socket.remoteAddress });
}

async function respond(
  http: BridgedHandler,
  { req, res, body: left, ...exchange }: NodeExchange,
  path: string | undefined,
): Promise<Response> {
  try {
    if (path === undefined)
      throw new PicardError('not_found', 'There is no resource at this path.');
    const body = requestBody(req, left);
    const context: HttpContext = {
      prefix: exchange.prefix,
      clientAddress: exchange.clientAddress,
      ...(body.kind === 'parsed' ? { parsedBody: body.value } : {}),
    };
    return await http.fetch(nodeRequest({ req, res, url: requestUrl(req), body }), context);
  } catch (error) {
    return http.errorResponse(error);
  }
}

/** An unread rest of a body would block the connection for the requests that follow on it. */
function drain(req: IncomingMessage): void {
  if (req.readableEnded || req.destroyed) return;
  req.removeAllListeners('data');
  req.resume();
}
