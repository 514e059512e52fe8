import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Installation, startInstallation } from './installation.js';
import { type Visitor, visitor } from './visitor.js';

let installation: Installation;
let ann: Visitor;

beforeAll(async () => {
  installation = await startInstallation();
  ann = visitor(installation.url);
  await ann.register('ann');
  await ann.connect();
});
afterAll(() => installation?.close());

type Sent = RequestInit & { readonly path: string };

/** One answer as it comes, redirects too. */
async function answer(visit: Visitor, { path, ...init }: Sent): Promise<Response> {
  const cookie = [...visit.cookies].map((each) => each.join('=')).join('; ');
  const headers = { ...(init.headers as Record<string, string>), cookie };
  return fetch(new URL(path, installation.url), { redirect: 'manual', ...init, headers });
}

const form = (fields: Readonly<Record<string, string>>) => ({
  method: 'POST',
  body: new URLSearchParams(fields),
});

describe('every kind of answer', () => {
  const kinds: readonly [string, number, Sent][] = [
    ['a page', 200, { path: '/settings' }],
    ['a page of nobody', 200, { path: '/login' }],
    ['a redirect', 303, { path: '/login?next=/settings' }],
    ['a page that is not there', 404, { path: '/nowhere' }],
    ['a form of another site', 403, { path: '/settings/account', ...form({ name: 'x' }) }],
    [
      'a part for htmx',
      403,
      { path: '/logout', method: 'POST', headers: { 'hx-request': 'true' } },
    ],
    ['a malformed address', 400, { path: '/memories/%E0%A4%A' }],
    ['a form that is too large', 413, { path: '/login', ...form({ text: 'x'.repeat(2 ** 21) }) }],
    ['a download', 200, { path: '/settings/download' }],
    ['the health', 200, { path: '/health' }],
    ['a script', 200, { path: '/assets/x/app.js' }],
  ];

  it.each(kinds)('%s carries the strict policy', async (what, status, sent) => {
    const nobody = what === 'a page of nobody' ? visitor(installation.url) : ann;
    const got = await answer(nobody, sent);
    await got.body?.cancel();
    expect(got.status).toBe(status);
    const policy = got.headers.get('content-security-policy') ?? '';
    const directives = new Map(
      policy.split(';').map((each) => {
        const [name = '', ...values] = each.trim().split(' ');
        return [name, values];
      }),
    );
    expect(directives.get('default-src')).toEqual(["'none'"]);
    expect(directives.get('script-src')).toEqual(["'self'"]);
    expect(directives.get('style-src')).toEqual(["'self'"]);
    expect(directives.get('frame-ancestors')).toEqual(["'none'"]);
    expect(directives.get('base-uri')).toEqual(["'none'"]);
    expect(directives.get('form-action')).toEqual([
      "'self'",
      new URL(installation.server.issuer).origin,
    ]);
    expect(policy).not.toMatch(/unsafe|\*|https?:(?!\/\/localhost)/);
    expect(got.headers.get('x-content-type-options')).toBe('nosniff');
    expect(got.headers.get('x-frame-options')).toBe('DENY');
    expect(got.headers.get('referrer-policy')).toBe('same-origin');
    expect(got.headers.get('x-powered-by')).toBeNull();
    expect(got.headers.get('access-control-allow-origin')).toBeNull();
    if (what !== 'a script') expect(got.headers.get('cache-control')).toBe('no-store');
  });

  it('holds no script and no style of its own', async () => {
    for (const path of ['/', '/settings', '/settings/delete', '/connection', '/nowhere']) {
      const { document } = await ann.open(path);
      for (const script of document.querySelectorAll('script')) {
        expect(script.getAttribute('src')).toMatch(/^\/assets\//);
        expect(script.text).toBe('');
      }
      expect(document.querySelectorAll('style, [style], iframe, object, embed, base')).toEqual([]);
      const attributes = document
        .querySelectorAll('*')
        .flatMap((each) => Object.keys(each.attributes));
      expect(attributes.filter((name) => /^(on|hx-on)/i.test(name))).toEqual([]);
    }
  });

  it('loads nothing of another host', async () => {
    const { document } = await ann.open('/');
    const sources = document
      .querySelectorAll('script, link, img')
      .map((each) => each.getAttribute('src') ?? each.getAttribute('href'));
    expect(sources.length).toBeGreaterThan(4);
    for (const source of sources) expect(source).toMatch(/^\/assets\//);
  });

  it('that is a file of ours may be kept for as long as it is the same', async () => {
    const { document } = await ann.open('/');
    const current = document.querySelector('script[type=module]')?.getAttribute('src') ?? '';
    const kept = await fetch(new URL(current, installation.url));
    expect(kept.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    const other = await fetch(new URL('/assets/old/app.js', installation.url));
    expect(other.headers.get('cache-control')).toBe('no-cache');
    expect(await other.text()).toBe(await kept.text());
  });
});

describe('the cookies', () => {
  it('are HttpOnly, Lax and of this application alone', async () => {
    const page = await fetch(new URL('/login', installation.url));
    const cookies = page.headers.getSetCookie();
    expect(cookies.map((each) => each.split('=')[0]).sort()).toEqual([
      'picard-app',
      'picard-app-form',
    ]);
    for (const cookie of cookies) {
      expect(cookie).toMatch(/; HttpOnly/);
      expect(cookie).toMatch(/; SameSite=Lax/);
      expect(cookie).toMatch(/; Path=\//);
      expect(cookie).not.toMatch(/; Secure|; Domain/);
    }
  });

  it('of a visitor who only looks are none', async () => {
    const page = await fetch(new URL('/', installation.url));
    expect(page.headers.getSetCookie()).toEqual([]);
  });

  it.each([
    ['the id without its signature', (value: string) => value.slice(0, value.lastIndexOf('.'))],
    ['another signature', (value: string) => `${value.slice(0, -6)}AAAAAA`],
    ['nothing but a NUL', () => 's%3A%00'],
  ])('with %s open no session', async (_what, forge) => {
    const thief = visitor(installation.url);
    for (const [name, value] of ann.cookies) thief.cookies.set(name, forge(value));
    const page = await thief.open('/settings');
    expect(page.status).toBe(401);
  });
});

it('under https are Secure and bound to the host, whatever the proxy says', async () => {
  const secure = await startInstallation({
    configuration: { url: 'https://app.example.org' },
  });
  try {
    const visit = visitor(secure.url);
    const page = await visit.open('/login', { 'x-forwarded-proto': 'http' });
    expect(page.headers.get('strict-transport-security')).toMatch(/max-age=31536000/);
    expect(page.headers.get('content-security-policy')).toContain('upgrade-insecure-requests');
    const cookies = page.headers.getSetCookie();
    expect(cookies.map((each) => each.split('=')[0]).sort()).toEqual([
      '__Host-picard-app',
      '__Host-picard-app-form',
    ]);
    for (const cookie of cookies) {
      expect(cookie).toMatch(/; Secure/);
      expect(cookie).toMatch(/; HttpOnly/);
      expect(cookie).toMatch(/; Path=\//);
      expect(cookie).not.toMatch(/; Domain/);
    }
    await visit.register('sue');
    expect((await visitor(secure.url).login('sue')).url.pathname).toBe('/');
    expect((await visit.open('/settings')).text).toContain('sue');
  } finally {
    await secure.close();
  }
});
