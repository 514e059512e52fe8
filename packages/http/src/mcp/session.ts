import {
  ProtocolError,
  ResourceNotFoundError,
  type Server,
  WebStandardStreamableHTTPServerTransport,
} from '@modelcontextprotocol/server';
import type { Picard, Principal, UserId } from '@picard-mcp/core';
import { hasScope } from '@picard-mcp/core/operations';
import { z } from 'zod';
import { createAnnouncer } from './announcer.js';
import { authInfoOf, type Caller } from './caller.js';
import { serverError } from './json-rpc-error.js';
import { parseResourceUri } from './resource-uri.js';
import { createSubscribedUris, maxSubscriptions } from './subscribed-uris.js';
import { atExpiry } from './token-expiry.js';
import { watchBody } from './watched-body.js';

/** A session of the 2025-era revisions: the state of one client of one user on this instance. */
export interface Session {
  readonly userId: UserId;
  /** In milliseconds since the epoch. */
  readonly lastUsedAt: number;
  /** Whether the client waits for an answer. */
  readonly isAnswering: boolean;
  /** Whether the client holds the stream of announcements open. */
  readonly isStreaming: boolean;
  handle(request: Request, caller: Caller, message: unknown): Promise<Response>;
  /** Ends the notification stream if `where` returns true for the principal that opened it. The session continues. */
  closeStream(where: (principal: Principal) => boolean): void;
  close(): Promise<void>;
}

export interface SessionOptions {
  readonly id: string;
  readonly userId: UserId;
  readonly server: Server;
  readonly picard: Picard;
  readonly onClose: () => void;
}

/** The stream of announcements that a client opened by GET. */
interface Stream {
  readonly principal: Principal;
  readonly end: () => void;
}

const uriParams = z.looseObject({ uri: z.string().max(4_000) });

/** A session that awaits its handshake as the first message. */
export function openSession(options: SessionOptions): Session {
  const { id, userId, server, picard, onClose } = options;
  const uris = createSubscribedUris();
  let waiting = 0;
  let lastUsedAt = picard.clock.now().getTime();
  let stream: Stream | undefined;

  const transport = new WebStandardStreamableHTTPServerTransport({ sessionIdGenerator: () => id });
  server.setRequestHandler('resources/subscribe', { params: uriParams }, ({ uri }) => {
    // Does not check that the resource exists, which would reveal other users' memories.
    if (!parseResourceUri(uri)) throw new ResourceNotFoundError(uri);
    if (!uris.add(uri)) {
      throw new ProtocolError(serverError, `At most ${maxSubscriptions} subscriptions per session`);
    }
    return {};
  });
  server.setRequestHandler('resources/unsubscribe', { params: uriParams }, ({ uri }) => {
    uris.remove(uri);
    return {};
  });
  server.onclose = onClose;
  const connected = server.connect(transport);

  function touch(): void {
    lastUsedAt = picard.clock.now().getTime();
  }

  function send(uri?: string): void {
    const sent =
      uri === undefined ? server.sendResourceListChanged() : server.sendResourceUpdated({ uri });
    sent.catch((err: unknown) => picard.logger.debug({ err }, 'an announcement was lost'));
  }

  /** The SDK allows one such stream at a time, and ends it neither with the connection nor with the token. */
  function watchStream(request: Request, principal: Principal, response: Response): Response {
    const end = () => transport.closeStandaloneSSEStream();
    const announcer = createAnnouncer({ userId, uris, send, overflow: () => watched.cut() });
    const stopListening = hasScope(principal, 'memories:read')
      ? picard.onChange(userId, announcer.receive)
      : () => undefined;
    const cancelExpiry = atExpiry(principal, picard.clock, end);
    request.signal.addEventListener('abort', end, { once: true });
    const opened: Stream = { principal, end };
    stream = opened;
    const watched = watchBody(response, {
      read: announcer.read,
      done() {
        stopListening();
        cancelExpiry();
        request.signal.removeEventListener('abort', end);
        if (stream === opened) stream = undefined;
        touch();
      },
    });
    return watched.response;
  }

  return {
    userId,
    get lastUsedAt() {
      return lastUsedAt;
    },
    get isAnswering() {
      return waiting > 0;
    },
    get isStreaming() {
      return stream !== undefined;
    },
    async handle(request, caller, message) {
      touch();
      waiting += 1;
      try {
        await connected;
        const response = await transport.handleRequest(request, {
          authInfo: authInfoOf(caller),
          ...(message !== undefined && { parsedBody: message }),
        });
        const opensStream = request.method === 'GET' && response.status === 200;
        return opensStream ? watchStream(request, caller.principal, response) : response;
      } finally {
        waiting -= 1;
      }
    },
    closeStream(where) {
      if (stream && where(stream.principal)) stream.end();
    },
    close: () => server.close(),
  };
}
