import { explain } from './explain.js';
import { ServiceError } from './service-error.js';
import type { TimeLimit } from './time-limit.js';

export interface BodyLimits {
  readonly time: TimeLimit;
  /**
   * Absent: the time counts on until the body is read. Otherwise only the server's silence counts, and not the time that
   * the reader takes for its part.
   */
  readonly silenceMs: number | undefined;
  readonly maxBytes: number;
}

/** A body that ends in time and in size; its reader meets ServiceErrors and no others. */
export function boundedBody(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  { time, silenceMs, maxBytes }: BodyLimits,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const reader = body.getReader();
  const { signal } = time;
  const aborted = new Promise<never>((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    else signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  // Whoever reads hears of it; where nobody reads, there is nobody to tell.
  aborted.catch(() => undefined);
  let bytes = 0;

  async function next() {
    if (silenceMs !== undefined) time.restart(silenceMs);
    const read = await Promise.race([reader.read(), aborted]);
    if (silenceMs !== undefined) time.pause();
    bytes += read.value?.byteLength ?? 0;
    if (bytes > maxBytes) {
      throw new ServiceError('unreachable', `The answer is larger than ${maxBytes} bytes.`);
    }
    return read;
  }

  if (silenceMs !== undefined) time.pause();
  return new ReadableStream(
    {
      async pull(controller) {
        try {
          const { done, value } = await next();
          if (!done) return controller.enqueue(value);
          time.end();
          controller.close();
        } catch (cause) {
          time.end();
          // It is broken already, or is to be: what closing it says does not matter.
          reader.cancel(cause).catch(() => undefined);
          controller.error(explain(cause));
        }
      },
      cancel(reason) {
        time.end();
        return reader.cancel(reason);
      },
    },
    // Nothing is read ahead of the reader.
    { highWaterMark: 0 },
  );
}
