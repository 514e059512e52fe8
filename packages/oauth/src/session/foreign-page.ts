/**
 * Whether the page of another origin made the browser send a request, as far as the browser says.
 *
 * `Sec-Fetch-Site` decides where there is one. Older browsers send `Origin` alone, which is `null` for
 * forms of pages with `Referrer-Policy: no-referrer`, such as this server's own: that tells nothing, and
 * the form token has to.
 */
export function isFromForeignPage({ headers }: Request, issuer: string): boolean {
  const site = headers.get('sec-fetch-site');
  if (site !== null) return site !== 'same-origin' && site !== 'none';
  const origin = headers.get('origin');
  return origin !== null && origin !== 'null' && origin !== new URL(issuer).origin;
}
