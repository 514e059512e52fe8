const longest = 86_400;

/**
 * Seconds until an answer says that it is worth trying again (RFC 9110 section 10.2.3): as a number, or as a date, which
 * is measured by the clock of whoever answered. A day at most.
 */
export function retryAfterOf({ headers }: Pick<Response, 'headers'>): number | undefined {
  const value = headers.get('retry-after')?.trim();
  if (!value) return undefined;
  const there = Date.parse(headers.get('date') ?? '') || Date.now();
  const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - there) / 1000;
  if (Number.isNaN(seconds)) return undefined;
  return Math.min(Math.max(Math.ceil(seconds), 1), longest);
}
