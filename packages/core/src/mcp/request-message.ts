import { isJsonContentType } from '@modelcontextprotocol/server';
import { invalidRequest, jsonRpcError, parseError, serverError } from './json-rpc-error.js';

/** Deeper JSON is refused unparsed: a few megabytes of brackets would cost seconds and hundreds of megabytes. */
const deepest = 100;

/**
 * The JSON of a POST, or the answer that refuses it: 415 for another content type, 413 for a body of more
 * than `maxBytes`, 400 for what is not JSON or nested too deep.
 */
export async function readMessage(
  request: Request,
  parsedBody: unknown,
  maxBytes: number,
): Promise<{ readonly message: unknown } | Response> {
  if (!isJsonContentType(request.headers.get('content-type'))) {
    return jsonRpcError({
      status: 415,
      code: serverError,
      message: 'Unsupported Media Type: Content-Type must be application/json',
    });
  }
  if (parsedBody !== undefined) return { message: parsedBody };
  const text = await readText(request, maxBytes);
  if (text instanceof Response) return text;
  if (isNestedDeeperThan(deepest, text)) {
    return jsonRpcError({
      status: 400,
      code: invalidRequest,
      message: `Invalid Request: JSON nested more than ${deepest} deep`,
    });
  }
  try {
    return { message: JSON.parse(text) as unknown };
  } catch {
    return unreadable('invalid JSON');
  }
}

async function readText(request: Request, maxBytes: number): Promise<string | Response> {
  try {
    const bytes = await readBytes(request, maxBytes);
    return bytes ? utf8.decode(bytes) : tooLarge(maxBytes);
  } catch {
    return unreadable('the body could not be read as UTF-8');
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** `undefined` for more than `maxBytes`. What does not say how long it is, is read piece by piece. */
async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array | undefined> {
  const length = request.headers.get('content-length');
  if (length !== null) {
    return Number(length) <= maxBytes ? new Uint8Array(await request.arrayBuffer()) : undefined;
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop cancels the stream.
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function tooLarge(maxBytes: number): Response {
  return jsonRpcError({
    status: 413,
    code: serverError,
    message: `Payload Too Large: a request may have at most ${maxBytes} bytes`,
  });
}

function unreadable(why: string): Response {
  return jsonRpcError({ status: 400, code: parseError, message: `Parse error: ${why}` });
}

const quote = 0x22;
const backslash = 0x5c;
const isOpening = (code: number) => code === 0x5b || code === 0x7b;
const isClosing = (code: number) => code === 0x5d || code === 0x7d;

function isNestedDeeperThan(limit: number, json: string): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < json.length; at += 1) {
    const code = json.charCodeAt(at);
    if (inString) {
      if (code === backslash) at += 1;
      else if (code === quote) inString = false;
    } else if (code === quote) {
      inString = true;
    } else if (isOpening(code)) {
      depth += 1;
      if (depth > limit) return true;
    } else if (isClosing(code)) {
      depth -= 1;
    }
  }
  return false;
}
