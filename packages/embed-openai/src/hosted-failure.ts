import type { PicardError } from '@picard-mcp/core';
import { systemClock } from '@picard-mcp/core/ports';
import { isRecord } from './json-record.js';
import { retryAfterMs } from './retry-after.js';
import { failureError, plainWord, type ServiceFailure, UnusableAnswer } from './service-failure.js';

const hostedService = { name: 'language model', reportsRateLimit: true };

/**
 * The error for a failure of a host's model. Its own message is left out, because it may contain a prompt or a
 * key: only a status, a code and a wait are read, under the names that the AI SDK (`statusCode`,
 * `responseHeaders`) and LangChain's models (`status`, `headers`, `lc_error_code`) give them.
 */
export function hostedFailure(error: unknown): PicardError {
  return failureError(describeHosted(error), hostedService);
}

function describeHosted(error: unknown): ServiceFailure {
  if (error instanceof UnusableAnswer) return { reason: error.message, isTransient: true };
  // Wrappers keep the wrapped error as their cause or, if they retry, as their last error.
  for (let at = error, depth = 0; isRecord(at) && depth < 5; depth += 1) {
    const status = statusOf(at);
    if (status !== undefined) return failureWithStatus(at, status);
    at = at.lastError ?? at.cause;
  }
  const name = isRecord(error) ? plainWord(error.name) : undefined;
  return { reason: name ? `the model failed (${name})` : 'the model failed', isTransient: true };
}

function failureWithStatus(
  error: Readonly<Record<string, unknown>>,
  status: number,
): ServiceFailure {
  const code = plainWord(error.code) ?? plainWord(error.lc_error_code);
  const headers = headersOf(error.responseHeaders ?? error.headers);
  const wait = retryAfterMs(headers, systemClock.now());
  return {
    reason: code ? `the model answered ${status} (${code})` : `the model answered ${status}`,
    isTransient: code !== 'insufficient_quota',
    status,
    ...(wait === undefined ? {} : { retryAfterMs: wait }),
  };
}

function statusOf({
  statusCode,
  status,
  lc_error_code: code,
}: Readonly<Record<string, unknown>>): number | undefined {
  const found = statusCode ?? status;
  if (typeof found === 'number') return found;
  return code === 'MODEL_RATE_LIMIT' ? 429 : undefined;
}

function headersOf(headers: unknown): Headers | undefined {
  if (headers instanceof Headers) return headers;
  if (!isRecord(headers)) return undefined;
  const found = new Headers();
  for (const name of ['retry-after', 'retry-after-ms']) {
    const value = headers[name];
    if (typeof value === 'string') found.set(name, value);
  }
  return found;
}
