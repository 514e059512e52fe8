/** Maximum wait passed to callers, even if a service asks for more. */
const maxDelayMs = 3_600_000;

/**
 * Returns the time that a service asks to wait: `Retry-After` in seconds or as a date (RFC 9110,
 * section 10.2.3), or OpenAI's `retry-after-ms`. At most one hour.
 */
export function retryAfterMs(headers: Headers | undefined, now: Date): number | undefined {
  const milliseconds = headers?.get('retry-after-ms');
  if (milliseconds) return bounded(Number(milliseconds));
  const value = headers?.get('retry-after');
  if (!value) return undefined;
  const seconds = Number(value);
  return bounded(Number.isNaN(seconds) ? Date.parse(value) - now.getTime() : seconds * 1000);
}

function bounded(ms: number): number | undefined {
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(ms, 0), maxDelayMs);
}
