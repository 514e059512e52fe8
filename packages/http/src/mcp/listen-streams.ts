import { AsyncLocalStorage } from 'node:async_hooks';
import type { ServerEventBus } from '@modelcontextprotocol/server';
import type { Picard, Principal } from '@picard-mcp/core';
import { internalError, invalidParams, jsonRpcError } from './json-rpc-error.js';
import { createListenStream, type ListenStream } from './listen-stream.js';
import { methodOf, paramOf } from './message-fields.js';
import { maxSubscriptions } from './subscribed-uris.js';

/**
 * The `subscriptions/listen` streams of the 2026-07-28 revision.
 *
 * The SDK writes the streams but knows neither users nor tokens: its bus delivers each event to every stream.
 * This bus learns whose stream it feeds from the asynchronous context in which the SDK opens it.
 */
export interface ListenStreams {
  /** For the SDK's handler. */
  readonly bus: ServerEventBus;
  /** Whether a message opens such a stream. */
  opens(message: unknown): boolean;
  /** Lets `serve` open the caller's stream, for a copy of the request that ends with the token. */
  open(
    request: Request,
    message: unknown,
    principal: Principal,
    serve: (request: Request) => Promise<Response>,
  ): Promise<Response>;
  /** Ends the streams of the principals that `where` is true of. */
  close(where: (principal: Principal) => boolean): void;
}

export function createListenStreams(picard: Picard, maxPerUser: number): ListenStreams {
  const opening = new AsyncLocalStorage<ListenStream>();
  const streams = new Set<ListenStream>();

  return {
    bus: {
      // Whatever happens reaches the streams from Picard's change feed, not from the SDK's handler.
      publish: () => undefined,
      subscribe: (listener) => opening.getStore()?.feed(listener) ?? (() => undefined),
    },
    opens: (message) => methodOf(message) === 'subscriptions/listen',
    async open(request, message, principal, serve) {
      const uris = subscribedUrisOf(message);
      if (uris.length > maxSubscriptions) {
        return refusal(message, invalidParams, `At most ${maxSubscriptions} resources per stream`);
      }
      const own = [...streams].filter((stream) => stream.principal.userId === principal.userId);
      if (own.length >= maxPerUser) {
        return refusal(message, internalError, `At most ${maxPerUser} open streams per user`);
      }
      const onOver = () => streams.delete(stream);
      const stream = createListenStream({ picard, principal, uris, onOver });
      streams.add(stream);
      const { url, method, headers } = request;
      const signal = AbortSignal.any([request.signal, stream.signal]);
      const copy = new Request(url, { method, headers, signal });
      return stream.carry(await opening.run(stream, () => serve(copy)));
    },
    close(where) {
      for (const stream of [...streams]) if (where(stream.principal)) stream.end();
    },
  };
}

/** An in-band error, as the SDK returns for too many streams. */
function refusal(message: unknown, code: number, text: string): Response {
  return jsonRpcError({ status: 200, code, message: text, request: message });
}

/** The subscriptions that the client requests; the SDK rejects an invalid filter. */
function subscribedUrisOf(message: unknown): readonly string[] {
  const uris = paramOf(message, 'notifications', 'resourceSubscriptions');
  return Array.isArray(uris) ? uris.filter((uri) => typeof uri === 'string') : [];
}
