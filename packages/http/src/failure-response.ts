import type { PicardError } from '@picard-mcp/core';
import { type Logger, toPicardError } from '@picard-mcp/core/ports';
import { restError } from './error-response.js';
import type { Exchange } from './exchange.js';

export interface FailureOptions {
  readonly logger: Logger;
  readonly resourceMetadataUrl: string | undefined;
}

/** Turns anything thrown into what its caller may know, and logs what only the operator may. */
export type FailureResponse = (
  thrown: unknown,
  exchange: Pick<Exchange, 'requestId'> & Partial<Exchange>,
  format?: typeof restError,
) => Response;

export function failureResponse({ logger, resourceMetadataUrl }: FailureOptions): FailureResponse {
  return (thrown, exchange, format = restError) => {
    const error = loggedFailure(logger, thrown, exchange);
    return format(error, { resourceMetadataUrl, principal: exchange.principal });
  };
}

/** Anything thrown as the error that it is to its caller; logged where an operator has to look into it. */
export function loggedFailure(
  logger: Logger,
  thrown: unknown,
  { requestId, request, path }: Pick<Exchange, 'requestId'> & Partial<Exchange>,
): PicardError {
  const error = toPicardError(thrown);
  const fields = { err: error, request_id: requestId, method: request?.method, path };
  if (error.code === 'internal') logger.error(fields, 'request failed');
  if (error.code === 'unavailable') logger.warn(fields, 'request could not be served');
  return error;
}
