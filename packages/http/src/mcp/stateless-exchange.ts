import {
  type AuthInfo,
  legacyStatelessFallback,
  type Server,
  WebStandardStreamableHTTPServerTransport,
} from '@modelcontextprotocol/server';
import { paramOf } from './message-fields.js';

/** Handles one POST of the 2025-era revisions without a session. */
export type StatelessExchange = (
  request: Request,
  message: unknown,
  authInfo: AuthInfo,
) => Promise<Response>;

/**
 * The answer is plain JSON, which costs less than half of an event stream, unless the caller asked for
 * progress, which only a stream can carry. When the caller goes away, the work is aborted.
 */
export function createStatelessExchange(
  createServer: () => Server,
  report: (error: Error) => void,
): StatelessExchange {
  const streamed = legacyStatelessFallback(createServer, report);
  return async (request, message, authInfo) => {
    if ([message].flat().some(wantsProgress)) {
      return streamed(request, { authInfo, parsedBody: message });
    }
    const server = createServer();
    const transport = new WebStandardStreamableHTTPServerTransport({
      sessionIdGenerator: undefined,
      enableJsonResponse: true,
    });
    await server.connect(transport);
    return Promise.race([
      transport.handleRequest(request, { authInfo, parsedBody: message }),
      departure(request.signal, server),
    ]);
  };
}

function wantsProgress(message: unknown): boolean {
  return paramOf(message, '_meta', 'progressToken') !== undefined;
}

/**
 * Ends the work when the connection is lost. The transport then never responds; no one is there to read this
 * answer either. Closing a server that has answered would only cost time: nothing refers to it any more.
 */
function departure(signal: AbortSignal, server: Server): Promise<Response> {
  return new Promise((resolve, reject) => {
    const leave = () =>
      server.close().then(() => resolve(new Response(null, { status: 499 })), reject);
    if (signal.aborted) leave();
    else signal.addEventListener('abort', leave, { once: true });
  });
}
