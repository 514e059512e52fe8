import { ProtocolError, ResourceNotFoundError } from '@modelcontextprotocol/server';
import type { ErrorCode } from '@picard-mcp/core';
import { errorBody } from '@picard-mcp/core/operations';
import { type Logger, toPicardError } from '@picard-mcp/core/ports';
import { internalError, invalidParams, serverError } from './json-rpc-error.js';

/**
 * A failure as the JSON-RPC error of a method that has no results of its own for failures. What the caller
 * may not see stays behind; what is missing and what is forbidden look the same.
 */
export function toProtocolError(error: unknown, uri?: string): ProtocolError {
  if (error instanceof ProtocolError) return error;
  const failure = toPicardError(error);
  if (failure.code === 'not_found' && uri !== undefined) return new ResourceNotFoundError(uri);
  const { message, ...data } = errorBody(failure);
  return new ProtocolError(codeOf(failure.code), message, data);
}

/** Logs what an operator has to look into. Errors that a caller caused are the caller's to see. */
export function logFailure(
  logger: Logger,
  error: unknown,
  fields: Readonly<Record<string, unknown>>,
): void {
  if (error instanceof ProtocolError) return;
  const failure = toPicardError(error);
  const err = failure.cause ?? failure;
  if (failure.code === 'internal') logger.error({ ...fields, err }, 'an MCP request failed');
  if (failure.code === 'unavailable')
    logger.warn({ ...fields, err }, 'an MCP request was turned away');
}

function codeOf(code: ErrorCode): number {
  if (code === 'invalid_input' || code === 'not_found') return invalidParams;
  return code === 'internal' || code === 'unavailable' ? internalError : serverError;
}
