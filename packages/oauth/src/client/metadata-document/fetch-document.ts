import type { IncomingMessage } from 'node:http';
import { type RequestOptions, request } from 'node:https';
import type { LookupFunction } from 'node:net';
import { DocumentFault } from './document-fault.js';
import { type AddressRule, checkLiteralHost, guardedLookup } from './guarded-lookup.js';

export interface FetchDocumentOptions {
  readonly isAllowed: AddressRule;
  /** Default: the system's resolver. */
  readonly lookup?: LookupFunction;
  /** Certificate authorities in the place of the usual ones, PEM. */
  readonly ca?: string;
  /** For all of it: name, connection, handshake, answer. Default 5 seconds. */
  readonly timeoutMs?: number;
}

export interface FetchedDocument {
  /** As JSON has it; nothing is known of it yet. */
  readonly json: unknown;
  readonly headers: IncomingMessage['headers'];
}

/** What the draft recommends (section 8.7). */
export const maxDocumentBytes = 5 * 1024;
const defaultTimeoutMs = 5_000;

/**
 * Fetches a JSON document from an untrusted host (draft-ietf-oauth-client-id-metadata-document
 * sections 5 and 8.6): over TLS, from allowed addresses alone, with a status of 200 and no redirect, not
 * compressed, not beyond 5 KB and not beyond the time.
 *
 * @throws DocumentFault Nothing in it tells an address that is not allowed from a name that is unknown or a
 *   host that does not answer.
 */
export async function fetchDocument(
  url: string,
  options: FetchDocumentOptions,
): Promise<FetchedDocument> {
  const { isAllowed, lookup, ca, timeoutMs = defaultTimeoutMs } = options;
  const target = new URL(url);
  try {
    checkLiteralHost(target, isAllowed);
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await get(target, {
      ca,
      signal,
      lookup: guardedLookup(isAllowed, lookup),
      // Does not reuse connections of other requests.
      agent: false,
      headers: {
        accept: 'application/json',
        'accept-encoding': 'identity',
        'user-agent': 'Picard',
      },
    });
    try {
      checkHead(response);
      return { json: parse(await readAll(response)), headers: response.headers };
    } finally {
      response.destroy();
    }
  } catch (cause) {
    if (cause instanceof DocumentFault) throw cause;
    throw new DocumentFault('cannot be fetched', { cause, mayPass: true });
  }
}

function get(url: URL, options: RequestOptions): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request(url, options, resolve).on('error', reject).end();
  });
}

function checkHead({ statusCode = 0, headers }: IncomingMessage): void {
  if (statusCode !== 200) {
    const mayPass = statusCode >= 500 || statusCode === 429;
    throw new DocumentFault(`is answered with status ${statusCode} instead of 200`, { mayPass });
  }
  const [type = ''] = (headers['content-type'] ?? '').toLowerCase().split(';');
  if (!/^application\/(?:[\w.-]+\+)?json$/.test(type.trim())) {
    throw new DocumentFault('is not served as application/json');
  }
  if ((headers['content-encoding'] ?? 'identity').toLowerCase() !== 'identity') {
    throw new DocumentFault('is served compressed');
  }
  if (Number(headers['content-length'] ?? 0) > maxDocumentBytes) throw tooLarge();
}

async function readAll(response: IncomingMessage): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > maxDocumentBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new DocumentFault('is not valid JSON in UTF-8', { cause });
  }
}

function tooLarge(): DocumentFault {
  return new DocumentFault(`is larger than ${maxDocumentBytes} bytes`);
}
