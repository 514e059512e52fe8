import type { IncomingMessage } from 'node:http';
import { clientGone } from './client-gone.js';

/**
 * The body of a request as a stream with backpressure. Cancelling it lets
 * the rest run dry instead of cutting the connection, so that an answer can still be sent.
 */
export function bodyStream(req: IncomingMessage): ReadableStream<Uint8Array<ArrayBuffer>> {
  let stop = (): void => undefined;
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      start(controller) {
        stop = listen(req, {
          data(chunk) {
            controller.enqueue(chunk);
            if ((controller.desiredSize ?? 0) <= 0) req.pause();
          },
          end: () => controller.close(),
          error: (error) => controller.error(error),
        });
        req.pause();
      },
      pull() {
        req.resume();
      },
      cancel() {
        stop();
        req.resume();
      },
    },
    new ByteLengthQueuingStrategy({ highWaterMark: req.readableHighWaterMark }),
  );
}

/** The whole body, without the cost of a web stream. */
export function collectBody(req: IncomingMessage): Promise<Buffer<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer<ArrayBuffer>[] = [];
    listen(req, {
      data: (chunk) => void chunks.push(chunk),
      end: () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)),
      error: reject,
    });
  });
}

interface BodyEvents {
  data(chunk: Buffer<ArrayBuffer>): void;
  end(): void;
  error(error: unknown): void;
}

/** Exactly one of `end` and `error` is called, once, whatever the order of Node's own events. */
function listen(req: IncomingMessage, events: BodyEvents): () => void {
  const stop = (): void => {
    req.off('data', events.data).off('end', onEnd).off('error', onError).off('close', onError);
  };
  const onEnd = (): void => {
    stop();
    events.end();
  };
  const onError = (): void => {
    stop();
    events.error(clientGone());
  };
  if (req.destroyed && !req.readableEnded) queueMicrotask(onError);
  req.on('data', events.data).on('end', onEnd).on('error', onError).on('close', onError);
  return stop;
}
