import { PicardError } from '@picard-mcp/core';
import type { Exchange } from './exchange.js';
import { isTextNestedBeyond, isValueNestedBeyond } from './nesting.js';

/** Far above the depth of any valid input, and far below the limit of a recursive check. */
const maxNesting = 64;

/** Whether a content type names JSON: `application/json` or any `+json`, in UTF-8. */
function isJson(contentType: string | null): boolean {
  const [type = '', ...parameters] = (contentType ?? '').toLowerCase().split(';');
  return (
    /^application\/(?:[\w.-]+\+)?json$/.test(type.trim()) &&
    parameters.every((parameter) => {
      const [name, value = ''] = parameter.trim().split('=');
      return name !== 'charset' || /^"?(?:utf-8|utf8|us-ascii)"?$/.test(value);
    })
  );
}

/**
 * The JSON body of a request, read by a host's parser or here. Never more than `maxBytes` are held.
 *
 * @throws PicardError `unsupported_media_type`, `payload_too_large`; `invalid_input` when the body is
 *   empty, not JSON in UTF-8, or nested too deeply; `cancelled` when the client goes away meanwhile.
 */
export async function readJson(
  { request, context }: Pick<Exchange, 'request' | 'context'>,
  maxBytes: number,
): Promise<unknown> {
  if (!isJson(request.headers.get('content-type'))) {
    throw new PicardError(
      'unsupported_media_type',
      'The body must be JSON: Content-Type: application/json.',
    );
  }
  if (!('parsedBody' in context)) return parseJson(await readBody(request, maxBytes));
  if (isValueNestedBeyond(maxNesting, context.parsedBody)) throw tooDeep();
  return context.parsedBody;
}

/**
 * The bytes of a request's body, whatever they are. Never more than `maxBytes` are held.
 *
 * @throws PicardError `unsupported_media_type` for a compressed body, `payload_too_large`; `cancelled` when
 *   the client goes away meanwhile.
 */
export async function readBody(request: Request, maxBytes: number): Promise<Uint8Array> {
  const encoding = request.headers.get('content-encoding') ?? 'identity';
  if (encoding.toLowerCase() !== 'identity') {
    throw new PicardError(
      'unsupported_media_type',
      'The body must be sent without Content-Encoding.',
    );
  }
  const length = request.headers.get('content-length');
  if (length === null) return readUpTo(request.body, maxBytes);
  if (Number(length) > maxBytes) throw tooLarge(maxBytes);
  const bytes = new Uint8Array(await request.arrayBuffer());
  if (bytes.byteLength > maxBytes) throw tooLarge(maxBytes);
  return bytes;
}

async function readUpTo(
  body: ReadableStream<Uint8Array> | null,
  maxBytes: number,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop cancels the stream.
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parseJson(bytes: Uint8Array): unknown {
  if (bytes.byteLength === 0) {
    throw new PicardError('invalid_input', 'The body is empty; it must be JSON.');
  }
  if (isTextNestedBeyond(maxNesting, bytes)) throw tooDeep();
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch (cause) {
    throw new PicardError('invalid_input', 'The body is not valid JSON in UTF-8.', { cause });
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function tooDeep(): PicardError {
  return new PicardError(
    'invalid_input',
    `The body is nested more than ${maxNesting} levels deep.`,
  );
}

function tooLarge(maxBytes: number): PicardError {
  return new PicardError('payload_too_large', `The body is larger than ${maxBytes} bytes.`, {
    details: { max_bytes: maxBytes },
  });
}
