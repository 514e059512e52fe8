import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type AttemptLimit,
  createAttemptLimits,
} from '../../examples/reference-app/src/web/accounts/attempt-limits.js';
import { type Installation, startInstallation } from './installation.js';
import { type Page, password, visitor } from './visitor.js';

let installation: Installation;

beforeAll(async () => {
  installation = await startInstallation({ configuration: { trustedProxies: 1 } });
  await visitor(installation.url).register('ann');
});
afterAll(() => installation?.close());

async function attempts(limit: AttemptLimit, key: string, times: number): Promise<void> {
  const limits = createAttemptLimits(installation.database);
  for (let each = 0; each < times; each += 1) await limits.count(limit, key);
}

/** As a proxy in front of the application hands it on, with what the visitor had written there before. */
async function login(
  name: string,
  typed: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Page> {
  const visit = visitor(installation.url);
  const page = await visit.open('/login');
  const _csrf = page.document.querySelector('[name=_csrf]')?.getAttribute('value') ?? '';
  return visit.send('/login', {
    method: 'POST',
    body: new URLSearchParams({ _csrf, login: name, password: typed }),
    headers: { origin: installation.url, ...headers },
  });
}

describe('behind one proxy', () => {
  it('counts the address that the proxy saw, whatever the visitor claims', async () => {
    await attempts('loginAddress', '203.0.113.9', 100);
    for (const claimed of ['', '198.51.100.1, ', '127.0.0.1, 10.0.0.1, ', '::1, ', 'x, ']) {
      const forwarded = { 'x-forwarded-for': `${claimed}203.0.113.9` };
      expect((await login('ann', password, forwarded)).status).toBe(429);
    }
    const elsewhere = { 'x-forwarded-for': '203.0.113.9, 203.0.113.10' };
    expect((await login('ann', password, elsewhere)).status).toBe(200);
  });

  it('counts a name however it is written', async () => {
    await visitor(installation.url).register('kelvin');
    const writings = [
      ...['kelvin', 'KELVIN', ' kelvin ', '\tKelvin\n', 'kELVIN', 'Kelvin\u00a0'],
      ...['\u212aelvin', 'KelVin', 'kelviN', 'keLvin'],
    ];
    for (const name of writings) expect((await login(name, 'wrong')).status).toBe(422);
    for (const name of [...writings, 'kelvin']) {
      expect((await login(name, password)).status).toBe(429);
    }
    // Looks alike, and is nobody.
    expect((await login('\uff4belvin', password)).status).toBe(422);
  });

  it('lets no two of many guesses at once through more than there may be', async () => {
    await visitor(installation.url).register('lou');
    const pages = await Promise.all(Array.from({ length: 16 }, () => login('lou', 'wrong')));
    expect(pages.filter(({ status }) => status === 422)).toHaveLength(10);
    expect(pages.filter(({ status }) => status === 429)).toHaveLength(6);
  });
});

it('logs nobody in, and nobody out, for another site', async () => {
  const visit = visitor(installation.url);
  await visit.register('max');
  const strangers: readonly Readonly<Record<string, string>>[] = [
    { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    { origin: 'null' },
    {},
  ];
  for (const headers of strangers) {
    for (const path of ['/login', '/register', '/logout']) {
      for (const body of [
        new URLSearchParams({ login: 'ann', password, _csrf: '' }),
        new URLSearchParams({ username: 'evil', email: 'e@evil.example', password }),
      ]) {
        await visit.send(path, { method: 'POST', body, headers });
        await visit.send(`${path}?_method=POST`, {
          method: 'PUT',
          body,
          headers: { ...headers, 'x-http-method-override': 'POST' },
        });
      }
    }
    expect((await visit.open('/settings')).html).toContain('max@example.org');
  }
  // With a token of a session that the other site began for itself, and a cookie that it planted.
  const theirs = visitor(installation.url);
  const form = await theirs.open('/login');
  const _csrf = form.document.querySelector('[name=_csrf]')?.getAttribute('value') ?? '';
  visit.cookies.set('picard-app-form', theirs.cookies.get('picard-app-form') ?? '');
  const body = new URLSearchParams({ _csrf, login: 'ann', password });
  await visit.send('/login', { method: 'POST', body });
  expect((await visit.open('/settings')).html).toContain('max@example.org');
});
