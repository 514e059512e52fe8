import { ReadableStream } from 'node:stream/web';

/** A stream of the values. The compiler's own `ReadableStream` lacks `from`. */
export const streamOf = (values: Iterable<unknown>) =>
  ReadableStream.from(values) as globalThis.ReadableStream<unknown>;
