import { type Picard, PicardError, type Scope } from '@picard-mcp/core';
import {
  errorBody,
  errorInWireNames,
  exportInput,
  formatNamed,
  importOptions,
  importProgressToJson,
  importReportToJson,
  onTheWire,
  parseInput,
  requireScope,
} from '@picard-mcp/core/operations';
import type { Authenticate } from '../authenticate.js';
import { acceptsEvents, eventStream } from '../event-stream.js';
import { type Exchange, originOf } from '../exchange.js';
import { loggedFailure } from '../failure-response.js';
import { jsonResponse } from '../json-response.js';
import { addRoute, type Router } from '../route.js';
import { fileResponse } from './file-response.js';
import {
  exportParameters,
  exportRoute,
  importParameters,
  importRoute,
} from './transfer-descriptions.js';
import { queryInput } from './transfer-query.js';

export interface TransferRoutesOptions {
  readonly picard: Picard;
  readonly authenticate: Authenticate;
}

const exportQuery = onTheWire(exportInput);
const importQuery = onTheWire(importOptions);

/** `GET /api/export` and `POST /api/import`: files of any size, out and in, while they are made and read. */
export function addTransferRoutes(router: Router, options: TransferRoutesOptions): void {
  const { picard, authenticate } = options;

  const caller = async (exchange: Exchange, scope: Scope) => {
    const principal = await authenticate(exchange.request.headers);
    exchange.principal = principal;
    requireScope(principal, scope);
    return picard.forPrincipal(principal, originOf(exchange)).transfer;
  };

  /** Each piece is handed on only while the token is good: it may be revoked before a long file ends. */
  async function* whileAuthenticated<Piece>(exchange: Exchange, pieces: AsyncIterable<Piece>) {
    for await (const piece of pieces) {
      await authenticate(exchange.request.headers);
      yield piece;
    }
  }

  addRoute(router, exportRoute, async (exchange) => {
    const transfer = await caller(exchange, 'memories:read');
    const { method, signal, url } = exchange.request;
    const { searchParams } = new URL(url);
    const input = parseInput(exportQuery, queryInput(searchParams, exportParameters));
    const format = formatNamed(input.format);
    const day = picard.clock.now().toISOString().slice(0, 10);
    const response = await fileResponse({
      pieces: whileAuthenticated(exchange, transfer.export(input, { signal })),
      mediaType: format.mediaType,
      name: `picard-memories-${day}.${format.extension}`,
      failed: (error) => loggedFailure(picard.logger, error, exchange),
    });
    // The router drops the body, but does not cancel the stream.
    if (method === 'HEAD') await response.body?.cancel();
    return response;
  });

  addRoute(router, importRoute, async (exchange) => {
    const transfer = await caller(exchange, 'memories:write');
    const { request } = exchange;
    const { searchParams } = new URL(request.url);
    const { format } = parseInput(importQuery, queryInput(searchParams, importParameters));
    const content = whileAuthenticated(exchange, uploadedFile(request));
    const work = async (signal: AbortSignal, tell?: (event: string, data: unknown) => void) => {
      const onProgress =
        tell &&
        ((progress: Parameters<typeof importProgressToJson>[0]) =>
          tell('progress', importProgressToJson(progress)));
      const report = await transfer
        .import({ format, content }, { signal, onProgress })
        .catch((error: unknown) => {
          throw errorInWireNames(error);
        });
      return importReportToJson(report);
    };
    if (!acceptsEvents(request.headers)) {
      return jsonResponse({ status: 'success', data: await work(request.signal) });
    }
    return eventStream({
      signal: request.signal,
      work: (_, signal, tell) => work(signal, tell),
      failed: (error) => errorBody(loggedFailure(picard.logger, error, exchange)),
    });
  });
}

/** @throws PicardError `unsupported_media_type` for a body that holds more, or less, than the file's own bytes. */
function uploadedFile({ headers, body }: Request): AsyncIterable<Uint8Array> {
  const encoding = headers.get('content-encoding') ?? 'identity';
  if (encoding.toLowerCase() !== 'identity') {
    throw new PicardError(
      'unsupported_media_type',
      'The body must be sent without Content-Encoding.',
    );
  }
  const type = headers.get('content-type') ?? '';
  if (/^\s*(?:multipart\/|application\/x-www-form-urlencoded\b)/i.test(type)) {
    throw new PicardError(
      'unsupported_media_type',
      'The body must be the file itself, not a form: Content-Type: application/json, application/x-ndjson, text/csv or text/markdown.',
    );
  }
  return body ?? noBytes();
}

async function* noBytes(): AsyncGenerator<Uint8Array> {}
