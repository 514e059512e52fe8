import { PicardError } from '@picard-mcp/core';
import { APIConnectionError, APIError } from 'openai';
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
  /** The time that the service asks to wait. */
  readonly retryAfterMs?: number;
}

/** What an operator can do about an answer with a status, by status. */
export type AdviceByStatus = Readonly<Record<number, string>>;

const adviceForEveryService: AdviceByStatus = {
  401: 'the service refuses the API key: check OPENAI_API_KEY',
  403: 'the API key may not use this model: check its permissions',
  404: 'the service knows no such model or path: check the model name and OPENAI_BASE_URL',
};
const quotaAdvice = 'the account has no quota left: check its plan and billing';
const redirectAdvice = 'the service redirects: set OPENAI_BASE_URL to its final address';
/** Seconds to wait when a service names none: limits are mostly per minute. */
const usualRateLimitWait = 10;
const connectionAdvice = 'the service cannot be reached: check OPENAI_BASE_URL and the network';

/** Context in addition to the error itself. */
interface Circumstances {
  /** Whether our own time limit had passed. */
  readonly timedOut: boolean;
  readonly now: Date;
  readonly advice: AdviceByStatus;
}

/** Classifies an error of a request. */
export function describeFailure(error: unknown, circumstances: Circumstances): ServiceFailure {
  if (error instanceof UnusableAnswer) {
    const { message, advice } = error;
    return { reason: message, isTransient: advice === undefined, ...(advice ? { advice } : {}) };
  }
  if (circumstances.timedOut)
    return { reason: 'no answer within the time limit', isTransient: true };
  if (error instanceof APIError && error.status !== undefined) {
    return refusal(error, error.status, circumstances);
  }
  if (error instanceof SyntaxError) return { reason: 'the answer is not JSON', isTransient: true };
  if (error instanceof APIError && !(error instanceof APIConnectionError)) return breakOff(error);
  const code = systemCode(error);
  return {
    reason: code ? `the connection failed (${code})` : 'the connection failed',
    isTransient: true,
    advice: connectionAdvice,
  };
}

/** An error that the service reports in the midst of an answer that began with status 200. */
function breakOff(error: APIError): ServiceFailure {
  const code = codeOf(error);
  return {
    reason: code
      ? `the service broke off its answer (${code})`
      : 'the service broke off its answer',
    isTransient: code !== 'insufficient_quota',
    ...(code === 'insufficient_quota' ? { advice: quotaAdvice } : {}),
  };
}

function refusal(error: APIError, status: number, { now, advice }: Circumstances): ServiceFailure {
  const code = codeOf(error);
  const requestId = plainWord(error.requestID);
  const wait = retryAfterMs(error.headers, now);
  const isOutOfQuota = code === 'insufficient_quota';
  const todo = isOutOfQuota
    ? quotaAdvice
    : status >= 300 && status < 400
      ? redirectAdvice
      : (advice[status] ?? adviceForEveryService[status]);
  return {
    reason: code ? `the service answered ${status} (${code})` : `the service answered ${status}`,
    isTransient:
      !isOutOfQuota && (status === 408 || status === 409 || status === 429 || status >= 500),
    status,
    ...(todo ? { advice: todo } : {}),
    ...(requestId ? { requestId } : {}),
    ...(wait === undefined ? {} : { retryAfterMs: wait }),
  };
}

/**
 * The error for the caller: `service` is unavailable or receives too many requests, without details.
 * The reason is the cause, for logs.
 */
export function failureError(
  failure: ServiceFailure,
  service: { readonly name: string; readonly reportsRateLimit: boolean },
): PicardError {
  const { reason, advice, status, isTransient } = failure;
  const cause = new Error(advice ? `${reason}; ${advice}` : reason);
  const wait =
    failure.retryAfterMs === undefined
      ? undefined
      : Math.max(1, Math.ceil(failure.retryAfterMs / 1000));
  if (service.reportsRateLimit && status === 429 && isTransient) {
    return new PicardError('rate_limited', `The ${service.name} receives too many requests.`, {
      cause,
      retryAfter: wait ?? usualRateLimitWait,
    });
  }
  return new PicardError('unavailable', `The ${service.name} is not available.`, {
    cause,
    ...(wait === undefined ? {} : { retryAfter: wait }),
  });
}

function codeOf(error: APIError): string | undefined {
  return plainWord(error.code) ?? plainWord(error.type);
}

/** A value of the service that is safe to log: one word, as error codes and request ids are. */
export function plainWord(value: unknown): string | undefined {
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
