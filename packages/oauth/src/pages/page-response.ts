import type { PageResponse } from './page.js';
import { pagePolicy } from './policy.js';

/**
 * Headers of every page, in addition to its policy: no caching, no framing, no referrer.
 *
 * There is no `Cross-Origin-Opener-Policy`: it would cut off the clients that open these pages in a
 * window of their own and wait there for the answer.
 */
const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cross-origin-resource-policy': 'same-origin',
} as const;

/** Turns a page into an answer. */
export const pageResponse: PageResponse = (html, options = {}) => {
  const { status = 200, cookies = [], redirectUri } = options;
  const headers = new Headers(pageHeaders);
  headers.set('content-security-policy', pagePolicy(html, redirectUri));
  for (const cookie of cookies) headers.append('set-cookie', cookie);
  return new Response(html, { status, headers });
};

/** Sends a browser on, by GET: what was posted here is never posted there (RFC 9700 section 4.12). */
export function pageRedirect(path: string, cookies: readonly string[] = []): Response {
  const headers = new Headers({
    location: path,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
  });
  for (const cookie of cookies) headers.append('set-cookie', cookie);
  return new Response(null, { status: 303, headers });
}
