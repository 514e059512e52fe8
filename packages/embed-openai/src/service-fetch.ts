import { isRecord } from './json-record.js';
import { UnusableAnswer } from './service-failure.js';

/** What is read of an error's body: it is looked at for a code, and never shown. */
const maxErrorBytes = 64 * 1024;

/**
 * `fetch`, but an error's body always has the form `{error: {…}}`: some compatible servers leave the outer
 * object out, others make `error` a text, and the client library reads neither.
 */
export async function serviceFetch(
  input: string | URL | Request,
  init?: RequestInit,
): Promise<Response> {
  const response = await fetch(input, init);
  if (response.ok || response.body === null) return response;
  const { status, statusText, headers } = response;
  const body = await errorBody(response);
  return new Response(JSON.stringify({ error: body }), { status, statusText, headers });
}

async function errorBody(response: Response): Promise<Readonly<Record<string, unknown>>> {
  const body: unknown = await boundedText(response, maxErrorBytes)
    .then(JSON.parse)
    .catch((error: unknown) => {
      if (error instanceof SyntaxError || error instanceof UnusableAnswer) return undefined;
      throw error;
    });
  if (!isRecord(body)) return {};
  const { error = body } = body;
  return isRecord(error) ? error : { message: String(error) };
}

/** The body as text. @throws UnusableAnswer when it has more than `maxBytes`. */
export function boundedText(response: Response, maxBytes: number): Promise<string> {
  return bounded(response, maxBytes).text();
}

/** The response, whose body fails with `UnusableAnswer` when it has more than `maxBytes`. */
export function bounded(response: Response, maxBytes: number): Response {
  let bytes = 0;
  return watched(response, (chunk) => {
    bytes += chunk.byteLength;
    return bytes <= maxBytes;
  });
}

/**
 * The same for server-sent events, none of which may be longer than `maxEventBytes`: the client library's
 * work grows with the square of an event's length.
 */
export function boundedEvents(
  response: Response,
  { maxBytes, maxEventBytes }: { readonly maxBytes: number; readonly maxEventBytes: number },
): Response {
  let eventBytes = 0;
  let isLineEmpty = false;
  return watched(bounded(response, maxBytes), (chunk) => {
    for (const byte of chunk) {
      // An empty line ends an event. Lines end with LF or CR LF: what ends them with CR alone is one event.
      eventBytes = byte === lineFeed && isLineEmpty ? 0 : eventBytes + 1;
      if (byte !== carriageReturn) isLineEmpty = byte === lineFeed;
    }
    return eventBytes <= maxEventBytes;
  });
}

const lineFeed = 10;
const carriageReturn = 13;

function watched(response: Response, isFine: (chunk: Uint8Array) => boolean): Response {
  const limit = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      if (!isFine(chunk)) throw new UnusableAnswer('the answer is far too long');
      controller.enqueue(chunk);
    },
  });
  const { status, headers } = response;
  return new Response(response.body?.pipeThrough(limit) ?? null, { status, headers });
}
