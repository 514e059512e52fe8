import { PicardError } from '@picard-mcp/core';
import { APIError } from 'openai';
import { retryAfterMs } from './retry-after.js';

/** An answer with status 200 that cannot be used. */
export class UnusableAnswer extends Error {
  override readonly name = 'UnusableAnswer';
  /** What an operator can do; absent when asking again may help. */
  readonly advice: string | undefined;

  constructor(reason: string, advice?: string) {
    super(reason);
    this.advice = advice;
  }
}

/** Why a request failed, in words that hold no key, no text and nothing that the service wrote. */
export interface ServiceFailure {
  readonly reason: string;
  /** Whether the same request may succeed a little later. */
  readonly isTransient: boolean;
  /** What an operator can do about it. */
  readonly advice?: string;
  readonly status?: number;
  readonly requestId?: string;
  /** How long the service wants to be left alone. */
  readonly retryAfterMs?: number;
}

const adviceByStatus: Readonly<Record<number, string>> = {
  400: 'the service refuses the request: check that the model exists there and takes these dimensions',
  401: 'the service refuses the API key: check OPENAI_API_KEY',
  403: 'the API key may not use this model: check its permissions',
  404: 'the service knows no such model or path: check the model name and OPENAI_BASE_URL',
  413: 'the request is too large for the service: lower maxBatchItems',
  422: 'the service refuses the request: check that the model exists there and takes these dimensions',
};
const quotaAdvice = 'the account has no quota left: check its plan and billing';
const redirectAdvice = 'the service redirects: set OPENAI_BASE_URL to its final address';
const connectionAdvice = 'the service cannot be reached: check OPENAI_BASE_URL and the network';

/** Any error of a request, told apart. `timedOut`: our own time limit had passed. */
export function describeFailure(error: unknown, timedOut: boolean, now: Date): ServiceFailure {
  if (error instanceof UnusableAnswer) {
    const { message, advice } = error;
    return { reason: message, isTransient: advice === undefined, ...(advice ? { advice } : {}) };
  }
  if (timedOut) return { reason: 'no answer within the time limit', isTransient: true };
  if (error instanceof APIError && error.status !== undefined)
    return refusal(error, error.status, now);
  if (error instanceof SyntaxError) return { reason: 'the answer is not JSON', isTransient: true };
  const code = systemCode(error);
  return {
    reason: code ? `the connection failed (${code})` : 'the connection failed',
    isTransient: true,
    advice: connectionAdvice,
  };
}

function refusal(error: APIError, status: number, now: Date): ServiceFailure {
  const code = plainWord(error.code) ?? plainWord(error.type);
  const requestId = plainWord(error.requestID);
  const wait = retryAfterMs(error.headers, now);
  const isOutOfQuota = code === 'insufficient_quota';
  const advice = isOutOfQuota
    ? quotaAdvice
    : status >= 300 && status < 400
      ? redirectAdvice
      : adviceByStatus[status];
  return {
    reason: code ? `the service answered ${status} (${code})` : `the service answered ${status}`,
    isTransient:
      !isOutOfQuota && (status === 408 || status === 409 || status === 429 || status >= 500),
    status,
    ...(advice ? { advice } : {}),
    ...(requestId ? { requestId } : {}),
    ...(wait === undefined ? {} : { retryAfterMs: wait }),
  };
}

/** What a caller is told: that it is unavailable, and nothing more. The reason is the cause, for logs. */
export function failureError(failure: ServiceFailure): PicardError {
  const cause = new Error(failure.advice ? `${failure.reason}; ${failure.advice}` : failure.reason);
  return new PicardError('unavailable', 'The embedding service cannot answer now.', {
    cause,
    ...(failure.retryAfterMs === undefined
      ? {}
      : { retryAfter: Math.max(1, Math.ceil(failure.retryAfterMs / 1000)) }),
  });
}

/** A value of the service that is safe to log: one word, as error codes and request ids are. */
function plainWord(value: unknown): string | undefined {
  return typeof value === 'string' && /^[\w.:-]{1,64}$/.test(value) ? value : undefined;
}

/** The code of the operating system or of the HTTP client, such as ECONNREFUSED. */
function systemCode(error: unknown): string | undefined {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    if ('code' in at && typeof at.code === 'string' && /^[A-Z][A-Z0-9_]{2,48}$/.test(at.code)) {
      return at.code;
    }
  }
  return undefined;
}
