import { ServiceError } from './service-error.js';

/** How this application sends requests to the memory server. */
export interface BackChannel {
  /**
   * Like `fetch`, for addresses below the server's public one, which may be reached under another. Follows no redirects.
   *
   * @throws ServiceError `unreachable`, or `slow` when there is no answer after `timeoutMs`.
   */
  fetch(url: string | URL, init?: RequestInit & { readonly timeoutMs?: number }): Promise<Response>;
}

const usualTimeoutMs = 15_000;

/**
 * @param publicUrl the server as browsers reach it.
 * @param innerUrl the same server as this application reaches it.
 */
export function backChannel(publicUrl: string, innerUrl: string): BackChannel {
  return {
    async fetch(url, { timeoutMs = usualTimeoutMs, signal, ...init } = {}) {
      const timeout = AbortSignal.timeout(timeoutMs);
      const either = signal ? AbortSignal.any([signal, timeout]) : timeout;
      try {
        return await fetch(String(url).replace(publicUrl, innerUrl), {
          ...init,
          redirect: 'manual',
          signal: either,
        });
      } catch (cause) {
        throw explain(cause, timeout);
      }
    },
  };
}

/** What a failed request, or the reading of its answer, means. */
export function explain(cause: unknown, timeout?: AbortSignal): ServiceError {
  if (cause instanceof ServiceError) return cause;
  const isSlow = timeout?.aborted || (cause instanceof Error && cause.name === 'TimeoutError');
  return isSlow
    ? new ServiceError('slow', 'The memory server did not answer in time.', { cause })
    : new ServiceError('unreachable', 'The memory server could not be reached.', { cause });
}
