import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { pageResponse } from './page-response.js';
import { pagePolicy } from './policy.js';

const page = (style: string, body = '') =>
  `<!doctype html><html><head><style>${style}</style></head><body>${body}</body></html>`;
const hashOf = (style: string) => `'sha256-${createHash('sha256').update(style).digest('base64')}'`;
const directive = (name: string, redirectUri?: string) =>
  pagePolicy(page('a{}'), redirectUri)
    .split('; ')
    .find((part) => part.startsWith(`${name} `))
    ?.slice(name.length + 1);

describe('the policy of a page', () => {
  it('lets nothing run, nothing be loaded from elsewhere, and nobody frame it', () => {
    expect(pagePolicy(page('a{}'))).toBe(
      [
        "default-src 'none'",
        `style-src ${hashOf('a{}')}`,
        "img-src 'self' data:",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
      ].join('; '),
    );
  });

  it('allows the style in the head, and none that somebody managed to put in the body', () => {
    expect(directive('style-src')).toBe(hashOf('a{}'));
    expect(pagePolicy(page('a{}', '<style>b{}</style>'))).not.toContain(hashOf('b{}'));
    expect(pagePolicy('<html><head></head><style>b{}</style></html>')).not.toContain('style-src');
  });

  it.each([
    ['https://client.example/cb', 'https: claude: https://client.example'],
    ['https://client.example:8443/cb?a=b', 'https: claude: https://client.example:8443'],
    ['http://127.0.0.1:49152/cb', 'https: http://127.0.0.1:49152'],
    ['http://localhost/cb', 'https: http://localhost'],
    ['http://[::1]:49152/cb', 'https: http://*:49152'],
    ['cursor://anysphere.cursor-retrieval/oauth/callback', 'https: cursor:'],
    ['com.example.app:/cb', 'https: com.example.app:'],
  ])('lets a form lead to %s', (redirectUri, targets) => {
    expect(directive('form-action', redirectUri)).toBe(`'self' ${targets}`);
  });

  it.each(['https://a;script-src/cb', 'https://a,sandbox/cb', "https://x'unsafe-inline'/"])(
    'is not bent by a redirect URI such as %s',
    (redirectUri) => {
      const policy = pagePolicy(page('a{}'), redirectUri);
      expect(policy.split(';')).toHaveLength(6);
      expect(policy).not.toMatch(/,|unsafe|script-src/);
    },
  );
});

describe('an answer with a page', () => {
  it('is kept by nobody, framed by nobody, and named to nobody', () => {
    const { headers, status } = pageResponse(page('a{}'), { status: 403, cookies: ['a=1', 'b=2'] });
    expect(status).toBe(403);
    expect(headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
    });
  });

  it('does not cut off a client that opened the page in a window of its own', () => {
    expect(pageResponse(page('')).headers.has('cross-origin-opener-policy')).toBe(false);
  });
});
