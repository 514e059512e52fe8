import type { ServerEvent } from '@modelcontextprotocol/server';
import type { Picard, Principal } from '@picard-mcp/core';
import { createAnnouncer } from './announcer.js';
import { createSubscribedUris } from './subscribed-uris.js';
import { atExpiry } from './token-expiry.js';
import { type WatchedBody, watchBody } from './watched-body.js';

/** One `subscriptions/listen` stream of one caller, from its request to its end. */
export interface ListenStream {
  readonly principal: Principal;
  /** Aborts when the stream has to end. */
  readonly signal: AbortSignal;
  /** Sends the notifications that the caller may receive to the SDK's listener. Returns a function that stops it. */
  feed(listener: (event: ServerEvent) => void): () => void;
  /** The SDK's answer, watched: a client that does not read it is cut off. */
  carry(response: Response): Response;
  end(): void;
}

export interface ListenStreamOptions {
  readonly picard: Picard;
  readonly principal: Principal;
  /** Resources that the caller subscribes to. */
  readonly uris: readonly string[];
  /** Called when the stream is over, or has not come about. */
  readonly onOver: () => void;
}

/** A stream ends with its token, at the latest. */
export function createListenStream(options: ListenStreamOptions): ListenStream {
  const { picard, principal, onOver } = options;
  const ending = new AbortController();
  const cancelExpiry = atExpiry(principal, picard.clock, () => ending.abort());
  const uris = createSubscribedUris();
  for (const uri of options.uris) uris.add(uri);
  let tell: ((event: ServerEvent) => void) | undefined;
  let body: WatchedBody | undefined;

  const announcer = createAnnouncer({
    userId: principal.userId,
    uris,
    send: (uri) => tell?.(uri === undefined ? listChanged : { kind: 'resource_updated', uri }),
    overflow: () => body?.cut(),
  });

  function release(): void {
    cancelExpiry();
    onOver();
  }

  return {
    principal,
    signal: ending.signal,
    feed(listener) {
      tell = listener;
      const stop = picard.onChange(principal.userId, announcer.receive);
      return () => {
        stop();
        release();
      };
    },
    carry(response) {
      // The SDK has refused the request, or found nothing in it that could ever be announced.
      if (!tell) {
        release();
        return response;
      }
      body = watchBody(response, { read: announcer.read, done: () => undefined });
      return body.response;
    },
    end: () => ending.abort(),
  };
}

const listChanged: ServerEvent = { kind: 'resources_list_changed' };
