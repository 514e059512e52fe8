import { setTimeout as pause } from 'node:timers/promises';
import { PicardError } from '@picard-mcp/core';
import { type Clock, type Logger, silentLogger, systemClock } from '@picard-mcp/core/ports';
import { OpenAI } from 'openai';
import { serviceAddress, serviceKey, wholeNumber } from './option-checks.js';
import {
  type AdviceByStatus,
  describeFailure,
  failureError,
  type ServiceFailure,
} from './service-failure.js';
import { serviceFetch } from './service-fetch.js';

/** How to reach a service that speaks the OpenAI API. */
export interface ServiceOptions {
  readonly apiKey: string;
  /** Default: OpenAI's own. */
  readonly baseUrl?: string;
  /**
   * Timeout for one attempt, including its response. Default 20,000 for embeddings, 60,000 for answers of a
   * language model.
   */
  readonly timeoutMs?: number;
  /** The number of retries after a transient failure. Default 2. */
  readonly maxRetries?: number;
  /** Wait before the first repetition unless the service names one; doubles each time. Default 500. */
  readonly retryDelayMs?: number;
  /** A service that asks for a longer wait than this is not waited for. Default 8,000. */
  readonly maxRetryDelayMs?: number;
  readonly logger?: Logger;
  readonly clock?: Clock;
}

/** What of its errors and limits depends on what a service is for. */
export interface ServiceKind {
  /** As in the error message: "The … is not available." */
  readonly name: string;
  readonly timeoutMs: number;
  readonly advice: AdviceByStatus;
  /** Whether a caller gets `rate_limited` instead of `unavailable` when the service is overloaded. */
  readonly reportsRateLimit: boolean;
}

export interface ServiceCallOptions {
  readonly signal?: AbortSignal | undefined;
  /** StreamedAnswer before a repetition; absent: every request may be repeated. */
  readonly mayRepeat?: () => boolean;
}

/** Sends requests with a time limit, repetitions and errors that are fit to leave the port. */
export interface ServiceClient {
  /** Where the service is. */
  readonly address: URL;
  /**
   * Returns the result of `request`. `request` must throw `UnusableAnswer` for an unusable response; a PicardError
   * that it throws is passed on as it is.
   *
   * @throws PicardError `unavailable`, `rate_limited` if the service reports it, or `cancelled` if
   *   `signal` fires.
   */
  call<Answer>(
    request: (openAi: OpenAI, signal: AbortSignal) => Promise<Answer>,
    options?: ServiceCallOptions,
  ): Promise<Answer>;
}

/** The longest that Node's timers can wait: they treat anything above as 1 ms. */
const maxTimerMs = 2 ** 31 - 1;

/**
 * A client of one service.
 *
 * @throws PicardError `invalid_input` naming the option that cannot be used.
 */
export function serviceClient(options: ServiceOptions, kind: ServiceKind): ServiceClient {
  const { logger = silentLogger, clock = systemClock } = options;
  const timeoutMs = wholeNumber('timeoutMs', options.timeoutMs ?? kind.timeoutMs, 1, maxTimerMs);
  const maxRetries = wholeNumber('maxRetries', options.maxRetries ?? 2, 0);
  const retryDelayMs = wholeNumber('retryDelayMs', options.retryDelayMs ?? 500, 0, maxTimerMs);
  const maxRetryDelayMs = wholeNumber(
    'maxRetryDelayMs',
    options.maxRetryDelayMs ?? 8_000,
    0,
    maxTimerMs,
  );
  const baseUrl = serviceAddress('baseUrl', options.baseUrl ?? 'https://api.openai.com/v1');
  const openAi = new OpenAI({
    apiKey: serviceKey('apiKey', options.apiKey),
    baseURL: baseUrl.href,
    timeout: timeoutMs,
    // The library's own retries cannot be interrupted and wait as long as the service requests.
    maxRetries: 0,
    // At its debug level the library logs whole requests, and with them memory texts.
    logLevel: 'off',
    // Following a redirect would send texts to a host that was not configured.
    fetchOptions: { redirect: 'manual' },
    fetch: serviceFetch,
  });

  function report(failure: ServiceFailure, attempts: number): PicardError {
    const { reason, advice, status, requestId, isTransient } = failure;
    const fields = { service: baseUrl.host, reason, status, request_id: requestId, attempts };
    if (isTransient) logger.warn(fields, advice ?? 'the service is not available');
    else logger.error(fields, advice ?? 'the service refuses the request');
    return failureError(failure, kind);
  }

  return {
    address: baseUrl,
    async call(request, { signal, mayRepeat = () => true } = {}) {
      for (let attempt = 0; ; attempt += 1) {
        if (signal?.aborted) throw cancelled();
        const limit = AbortSignal.timeout(timeoutMs);
        try {
          return await request(openAi, signal ? AbortSignal.any([signal, limit]) : limit);
        } catch (error) {
          if (signal?.aborted) throw cancelled();
          if (error instanceof PicardError) throw error;
          const failure = describeFailure(error, {
            timedOut: limit.aborted,
            now: clock.now(),
            advice: kind.advice,
          });
          // Half of the wait is random, so that many clients do not come back at the same moment.
          const backOff = retryDelayMs * 2 ** attempt * (0.5 + Math.random() / 2);
          const delay = failure.retryAfterMs ?? Math.min(backOff, maxRetryDelayMs);
          const isLast = attempt >= maxRetries || delay > maxRetryDelayMs || !mayRepeat();
          if (!failure.isTransient || isLast) {
            throw report(failure, attempt + 1);
          }
          await pause(delay, undefined, signal ? { signal } : {}).catch(() => {
            throw cancelled();
          });
        }
      }
    },
  };
}

/** The error for a caller who has disconnected. */
export function cancelled(): PicardError {
  return new PicardError('cancelled', 'The request was cancelled.');
}
