import { createHash } from 'node:crypto';
import { parseUrl } from '@picard-mcp/core/operations';
import type { Html } from './page.js';

/**
 * The Content-Security-Policy of a page: no script, nothing from other hosts, no frame around it, and no
 * style but the first one in its head, by its hash.
 */
export function pagePolicy(html: Html, redirectUri?: string): string {
  const styleHash = styleHashOf(html);
  return [
    "default-src 'none'",
    ...(styleHash === undefined ? [] : [`style-src '${styleHash}'`]),
    "img-src 'self' data:",
    `form-action ${formTargets(redirectUri).join(' ')}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/**
 * Chromium and Safari hold `form-action` against every redirect that follows a form, also those that the
 * client's own site adds: from `api.example` to `app.example`, from a program on this machine to a page
 * that says "you may close this", from claude.ai to its desktop application. A policy that named the
 * redirect URI alone would break them, after the user has consented.
 */
function formTargets(redirectUri: string | undefined): readonly string[] {
  const url = redirectUri === undefined ? undefined : parseUrl(redirectUri);
  if (url === undefined) return ["'self'"];
  const { protocol, host, hostname } = url;
  const onward = ["'self'", 'https:'];
  if (protocol === 'https:') onward.push(...schemesBehindHttps);
  else if (protocol !== 'http:') return schemeForm.test(protocol) ? [...onward, protocol] : onward;
  if (hostForm.test(hostname)) return [...onward, `${protocol}//${host}`];
  // A policy has no word for an IPv6 address: any host on its port is the closest that there is.
  return hostname === '[::1]'
    ? [...onward, `${protocol}//*${host.slice(hostname.length)}`]
    : onward;
}

/** Applications known to be reached through an https redirect URI of theirs. */
const schemesBehindHttps = ['claude:'];

/** Nothing that could begin another directive of the policy. */
const hostForm = /^[\w.-]+$/;
const schemeForm = /^[a-z][a-z0-9+.-]*:$/;

const hashes = new Map<string, string>();
const maxHashes = 100;

function styleHashOf(html: Html): string | undefined {
  const head = html.slice(0, html.indexOf('</head>'));
  const style = /<style>([^<]*)<\/style>/.exec(head)?.[1];
  if (style === undefined) return undefined;
  const known = hashes.get(style);
  if (known !== undefined) return known;
  const hash = `sha256-${createHash('sha256').update(style).digest('base64')}`;
  if (hashes.size >= maxHashes) hashes.clear();
  hashes.set(style, hash);
  return hash;
}
