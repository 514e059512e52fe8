import type { ErrorBody } from '@picard-mcp/core/operations';
import { apiHeaders } from './json-response.js';

/** Proxies close a stream that is silent for about a minute. */
const keepAliveMs = 15_000;

export interface StreamedWork {
  /** Aborts when the caller goes away. */
  readonly signal: AbortSignal;
  /** Does the work. It calls `onText` with each piece of its answer; `sendEvent` sends an event with another name. */
  readonly work: (
    onText: (piece: string) => void,
    signal: AbortSignal,
    sendEvent: (event: string, data: unknown) => void,
  ) => Promise<unknown>;
  /** Returns the error body for a failure after the first piece. */
  readonly failed: (error: unknown) => ErrorBody;
}

/**
 * An answer as server-sent events: `text` with `{"text": …}` for each piece, then `result` with
 * `{"status":"success","data":…}`, or `error` with `{"status":"error","error":…}`. The pieces together are the
 * text of the result. When the reader leaves, the work is aborted.
 *
 * Rejects if the work fails before its first piece, because the response can then still have an error status.
 */
export async function eventStream({ signal, work, failed }: StreamedWork): Promise<Response> {
  const leaving = new AbortController();
  const either = AbortSignal.any([signal, leaving.signal]);
  const encoder = new TextEncoder();
  let send: (chunk: string) => void = () => undefined;
  let close: () => void = () => undefined;
  let keepAlive: NodeJS.Timeout | undefined;
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      send = (chunk) => controller.enqueue(encoder.encode(chunk));
      close = () => controller.close();
    },
    cancel(reason) {
      end();
      leaving.abort(reason);
    },
  });

  /** Nothing is written any more. */
  function end(): void {
    clearInterval(keepAlive);
    send = () => undefined;
    close = () => undefined;
  }

  function finish(event: string, data: unknown): void {
    send(eventOf(event, data));
    close();
    end();
  }

  let begin: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const sendEvent = (event: string, data: unknown): void => {
    begin();
    send(eventOf(event, data));
  };
  const onText = (piece: string): void => sendEvent('text', { text: piece });
  const done = work(onText, either, sendEvent).then((data) =>
    finish('result', { status: 'success', data }),
  );
  await Promise.race([begun, done]);
  keepAlive = setInterval(() => send(': \n\n'), keepAliveMs);
  keepAlive.unref();
  done
    .catch((error: unknown) => finish('error', { status: 'error', error: failed(error) }))
    .finally(end);
  return new Response(body, {
    headers: {
      ...apiHeaders,
      'content-type': 'text/event-stream; charset=utf-8',
      'x-accel-buffering': 'no',
    },
  });
}

/** Whether a caller asks for server-sent events by name. */
export function acceptsEvents(headers: Headers): boolean {
  return (headers.get('accept') ?? '').split(',').some((range) => {
    const [type = '', ...parameters] = range.toLowerCase().split(';');
    const isRefused = parameters.some((parameter) => /^\s*q=0(?:\.0*)?\s*$/.test(parameter));
    return type.trim() === 'text/event-stream' && !isRefused;
  });
}

function eventOf(event: string, data: unknown): string {
  return `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}
