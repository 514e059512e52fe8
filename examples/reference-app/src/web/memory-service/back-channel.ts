import type { WebLogger } from '../logger.js';
import { boundedBody } from './bounded-body.js';
import { explain } from './explain.js';
import { innerAddresses } from './inner-address.js';
import type { ServiceError } from './service-error.js';
import { limitTime } from './time-limit.js';

export interface Sending extends RequestInit {
  /** How long the answer may take, its body included. */
  readonly timeoutMs?: number;
  /** For answers that are read while they are written: `timeoutMs` then counts up to the answer's beginning alone. */
  readonly silenceMs?: number;
  /** Of the answer. */
  readonly maxBytes?: number;
}

/** How this application sends requests to the memory server. */
export interface BackChannel {
  /**
   * Like `fetch`, for addresses below the server's public one, which may be reached under another. Follows no redirects.
   * Whatever goes wrong, also while the body is read, is a ServiceError: `unreachable`, or `slow`.
   */
  fetch(url: string | URL, sending?: Sending): Promise<Response>;
}

const usualTimeoutMs = 15_000;
/** All memories of a user may come in one answer. */
const usualMostBytes = 256 * 1024 * 1024;

/**
 * @param publicUrl the server as browsers reach it.
 * @param innerUrl the same server as this application reaches it.
 */
export function backChannel(publicUrl: string, innerUrl: string, logger?: WebLogger): BackChannel {
  const innerAddress = innerAddresses(publicUrl, innerUrl);

  function note(error: ServiceError, address: string | URL, visitor: Sending['signal']): void {
    if (visitor?.aborted) return;
    const { pathname } = new URL(address);
    logger?.warn({ err: error, path: pathname }, 'the memory server could not be asked');
  }

  return {
    async fetch(address, sending = {}) {
      const { timeoutMs, silenceMs, maxBytes, signal: visitor, ...init } = sending;
      const time = limitTime(timeoutMs ?? usualTimeoutMs, visitor);
      try {
        const response = await fetch(innerAddress(address), {
          ...init,
          redirect: 'manual',
          signal: time.signal,
        });
        if (response.body === null) time.end();
        const { status, statusText, headers } = response;
        const limits = { time, silenceMs, maxBytes: maxBytes ?? usualMostBytes };
        return new Response(response.body && boundedBody(response.body, limits), {
          status,
          statusText,
          headers,
        });
      } catch (cause) {
        time.end();
        const error = explain(cause, `at ${innerUrl}`);
        note(error, address, visitor);
        throw error;
      }
    },
  };
}
