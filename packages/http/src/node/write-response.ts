import type { ServerResponse } from 'node:http';
import { clientGone } from './client-gone.js';

/**
 * Sends a fetch Response through Node's, beside whatever headers the host has set already: cookies and
 * `Vary` are added to the host's, any other header replaces the host's own.
 *
 * A body that is complete at once goes out in a single write with its length. Any other is streamed as
 * it comes, as fast as the client takes it; when the client goes away, it is cancelled.
 *
 * Rejects when the body fails before anything was sent; when it fails later, the connection is cut, so
 * that the client does not take the part for the whole.
 */
export async function writeResponse(res: ServerResponse, response: Response): Promise<void> {
  const { body } = response;
  if (res.headersSent || res.destroyed) {
    await body?.cancel(clientGone());
    return;
  }
  if (!body || res.req.method === 'HEAD' || response.status === 204 || response.status === 304) {
    setHead(res, response);
    res.end();
    await body?.cancel();
    return;
  }
  const reader = body.getReader();
  // If cancelling the body fails, there is no one left to report it to.
  const onClose = (): void => void reader.cancel(clientGone()).catch(() => undefined);
  res.once('close', onClose);
  try {
    await writeBody(res, response, reader);
  } catch (error) {
    if (!res.headersSent) throw error;
    res.destroy();
  } finally {
    res.off('close', onClose);
  }
}

type BodyReader = ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>;

async function writeBody(
  res: ServerResponse,
  response: Response,
  reader: BodyReader,
): Promise<void> {
  let next = reader.read();
  const first = await atOnce(next);
  if (first?.done) return writeWhole(res, response, new Uint8Array());
  if (first) {
    next = reader.read();
    if ((await atOnce(next))?.done) return writeWhole(res, response, first.value);
  }
  setHead(res, response);
  if (first) await write(res, first.value);
  else res.flushHeaders();
  for (let read = await next; !read.done && !res.destroyed; read = await reader.read()) {
    await write(res, read.value);
  }
  if (!res.destroyed) res.end();
}

function writeWhole(res: ServerResponse, response: Response, bytes: Uint8Array): void {
  if (res.destroyed) return;
  setHead(res, response);
  res.removeHeader('transfer-encoding');
  res.setHeader('content-length', bytes.byteLength);
  res.end(bytes);
}

function setHead(res: ServerResponse, response: Response): void {
  res.statusCode = response.status || 500;
  for (const [name, value] of response.headers) {
    if (name === 'set-cookie' || name === 'vary') res.appendHeader(name, value);
    else res.setHeader(name, value);
  }
}

/** Resolves when the client can receive more, or has disconnected. */
function write(res: ServerResponse, chunk: Uint8Array): Promise<void> | undefined {
  if (res.destroyed || res.write(chunk)) return undefined;
  return new Promise((resolve) => {
    const settle = (): void => {
      res.off('drain', settle).off('close', settle);
      resolve();
    };
    res.on('drain', settle).on('close', settle);
  });
}

/** What a promise gives without waiting for anything outside this process; `undefined` otherwise. */
function atOnce<Value>(promise: Promise<Value>): Promise<Value | undefined> {
  return Promise.race([
    promise,
    new Promise<undefined>((resolve) => setImmediate(resolve, undefined)),
  ]);
}
