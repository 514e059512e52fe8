import type { IncomingMessage } from 'node:http';

/** Where the bytes of a request's body are. */
export type RequestBody =
  | { readonly kind: 'none' }
  | { readonly kind: 'stream' }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array<ArrayBuffer> }
  /** The value that a host's parser made of the body. It is serialized again only if it is read. */
  | { readonly kind: 'parsed'; readonly value: unknown };

/**
 * Finds the body of a request that a host's body parser may have read already; `left` is what the
 * parser left behind (`req.body`, `ctx.request.body`).
 *
 * A parsed form becomes a form again, with every repeated field. What was parsed from `multipart` or
 * was read and left nowhere cannot be had back.
 *
 * @throws Error whose message explains how to mount Picard.
 */
export function requestBody(req: IncomingMessage, left: unknown): RequestBody {
  if (req.method === 'GET' || req.method === 'HEAD') return { kind: 'none' };
  if (!req.readableDidRead && !req.readableEnded) return { kind: 'stream' };
  if (left === undefined) {
    if (!announcesBody(req)) return { kind: 'none' };
    throw new Error(`${unreadable} and left nothing in req.body. ${advice}`);
  }
  if (typeof left === 'string') return { kind: 'bytes', bytes: encoder.encode(left) };
  if (left instanceof Uint8Array) return { kind: 'bytes', bytes: new Uint8Array(left) };
  const type = req.headers['content-type'] ?? '';
  if (/^\s*multipart\//i.test(type)) throw new Error(`${unreadable} as multipart. ${advice}`);
  if (/^\s*application\/x-www-form-urlencoded\b/i.test(type)) {
    return { kind: 'bytes', bytes: encoder.encode(encodeForm(left)) };
  }
  return { kind: 'parsed', value: left };
}

const encoder = new TextEncoder();
const unreadable = "The host application has read the request's body";
const advice = 'Mount Picard in front of the middleware that does so.';

function announcesBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function encodeForm(form: unknown): string {
  const pairs = new URLSearchParams();
  appendFields(pairs, '', form);
  return pairs.toString();
}

function appendFields(pairs: URLSearchParams, name: string, value: unknown): void {
  if (Array.isArray(value)) {
    for (const item of value) appendFields(pairs, name, item);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      appendFields(pairs, name ? `${name}[${key}]` : key, item);
    }
  } else if (name) {
    pairs.append(name, value === undefined || value === null ? '' : String(value));
  }
}
