import type { IncomingHttpHeaders } from 'node:http';

/** However short an answer says it is good, in seconds: a flow of a few pages takes less. */
export const minLifetime = 5 * 60;
/** However long it says so. */
export const maxLifetime = 24 * 3600;

/**
 * For how many seconds a document may be used without asking again: what `Cache-Control` or `Expires` says
 * (RFC 9111 section 4.2.1), within 5 minutes and a day.
 */
export function cacheLifetime(headers: IncomingHttpHeaders, now: Date): number {
  const freshness = statedLifetime(headers, now) - (seconds(headers.age) ?? 0);
  return Math.min(Math.max(freshness, minLifetime), maxLifetime);
}

function statedLifetime(headers: IncomingHttpHeaders, now: Date): number {
  const directives = directivesOf(headers['cache-control'] ?? '');
  if (directives.has('no-store') || directives.has('no-cache')) return 0;
  const stated = seconds(directives.get('s-maxage')) ?? seconds(directives.get('max-age'));
  if (stated !== undefined) return stated;
  const expires = Date.parse(headers.expires ?? '');
  if (Number.isNaN(expires)) return 0;
  const date = Date.parse(headers.date ?? '');
  return (expires - (Number.isNaN(date) ? now.getTime() : date)) / 1000;
}

function directivesOf(cacheControl: string): ReadonlyMap<string, string> {
  return new Map(
    cacheControl
      .toLowerCase()
      .split(',')
      .map((directive) => {
        const [name = '', value = ''] = directive.split('=');
        return [name.trim(), value.trim().replaceAll('"', '')];
      }),
  );
}

function seconds(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}
