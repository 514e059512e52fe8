import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Installation, startInstallation } from './installation.js';
import { type Page, password, type Typed, type Visitor, visitor } from './visitor.js';
import { english } from './words.js';

let installation: Installation;

beforeAll(async () => {
  installation = await startInstallation();
  await visitor(installation.url).register('mia');
  await visitor(installation.url).register('noa');
});
afterAll(() => installation?.close());

const typed: Typed = { name: 'Mia <b>typed</b> this', email: 'mia@example.org' };
const hiddenValues = ({ document }: Page, name: string) =>
  document
    .querySelectorAll(`input[type=hidden][name="${name}"]`)
    .map((each) => each.getAttribute('value'));

async function settingsOf(username: string): Promise<{ visit: Visitor; page: Page }> {
  const visit = visitor(installation.url);
  await visit.login(username);
  return { visit, page: await visit.open('/settings') };
}

async function nameOf(username: string): Promise<string | undefined> {
  const { rows } = await installation.database.pool.query<{ name: string }>(
    'select name from users where username = $1',
    [username],
  );
  return rows[0]?.name;
}

describe('a form whose session is over', () => {
  const losses: [string, (visit: Visitor) => Promise<unknown>][] = [
    [
      'was logged out in another tab',
      async (visit) => visit.submit(await visit.open('/'), '/logout'),
    ],
    ['lost its cookies', async (visit) => visit.cookies.clear()],
    ['ran out', async () => installation.database.pool.query('delete from sessions')],
  ];

  it.each(losses)(
    'that %s leads through the login, and is then sent by one press',
    async (_how, lose) => {
      const { visit, page } = await settingsOf('mia');
      await lose(visit);
      const asked = await visit.submit(page, '/settings/account', typed);
      expect(asked.status).toBe(401);
      expect(asked.text).toContain(english.accounts.sessionEnded);
      // Sealed: whoever finds the page open reads nothing.
      expect(asked.html).not.toContain('typed&lt;/b&gt;');
      expect(asked.html).not.toContain('mia@example.org');

      const kept = await visit.submit(asked, '/login', { login: 'mia', password });
      expect(kept.url.pathname).toBe('/continue');
      expect(kept.text).toContain('Mia <b>typed</b> this');
      expect(kept.text).toContain(english.failures.inNameOf('mia'));
      expect(await nameOf('mia')).not.toBe(typed.name);
      // Looking at it again loses nothing.
      const again = await visit.open('/continue');
      const done = await visit.submit(again, '/settings/account');
      expect(done.text).toContain(english.settings.saved);
      expect(await nameOf('mia')).toBe(typed.name);
      expect((await visit.open('/continue')).url.pathname).toBe('/');
      await visit.submit(done, '/settings/account', { ...typed, name: '' });
    },
  );

  it('keeps what was typed when the password is wrong at first', async () => {
    const { visit, page } = await settingsOf('mia');
    visit.cookies.clear();
    const asked = await visit.submit(page, '/settings/account', typed);
    const wrong = await visit.submit(asked, '/login', { login: 'mia', password: 'wrong' });
    const kept = await visit.submit(wrong, '/login', { login: 'mia', password });
    expect(kept.text).toContain('typed');
  });

  it('keeps fields that are given several times, and no password', async () => {
    const { visit, page } = await settingsOf('mia');
    const _csrf = page.document.querySelector('[name=_csrf]')?.getAttribute('value') ?? '';
    visit.cookies.clear();
    const body = new URLSearchParams([
      ['_csrf', _csrf],
      ['tags', 'one'],
      ['tags', 'two & three'],
      ['new_password', 'secret secret'],
    ]);
    const origin = installation.url;
    const asked = await visit.send('/nowhere?a=1', { method: 'POST', body, headers: { origin } });
    const kept = await visit.submit(asked, '/login', { login: 'mia', password });
    expect(hiddenValues(kept, 'tags')).toEqual(['one', 'two & three']);
    expect(kept.html).not.toContain('secret secret');
    expect(kept.document.querySelector('form[action="/nowhere?a=1"]')).not.toBeNull();
  });

  it('names whoever logged in instead, and changes nothing by itself', async () => {
    const { visit, page } = await settingsOf('mia');
    await visit.submit(await visit.open('/'), '/logout');
    const asked = await visit.submit(page, '/settings/account', typed);
    const kept = await visit.submit(asked, '/login', { login: 'noa', password });
    expect(kept.text).toContain(english.failures.inNameOf('noa'));
    expect(await nameOf('noa')).toBe('');
    const thrownAway = await visit.submit(kept, '/continue/discard');
    expect(thrownAway.text).toContain(english.failures.discarded);
    expect((await visit.open('/continue')).url.pathname).toBe('/');
    expect(await nameOf('noa')).toBe('');
  });

  it('does not wait for whoever logs in after the one who sent it', async () => {
    const { visit, page } = await settingsOf('mia');
    visit.cookies.clear();
    const asked = await visit.submit(page, '/settings/account', typed);
    const kept = await visit.submit(asked, '/login', { login: 'mia', password });
    await visit.submit(kept, '/logout');
    await visit.login('noa');
    expect((await visit.open('/continue')).text).not.toContain('typed');
  });

  it('of htmx tells the script of the page, which sends it as a whole page', async () => {
    const { visit } = await settingsOf('mia');
    visit.cookies.clear();
    for (const [method, path, status] of [
      ['GET', '/settings', 401],
      ['POST', '/settings/account', 403],
    ] as const) {
      const answer = await visit.send(path, { method, headers: { 'hx-request': 'true' } });
      expect(answer.status).toBe(status);
      expect(answer.headers.get('hx-trigger')).toBe('session-lost');
      expect(answer.html).toBe('');
    }
  });

  it('that only logs out is as good as done', async () => {
    const { visit, page } = await settingsOf('mia');
    visit.cookies.clear();
    const gone = await visit.submit(page, '/logout');
    expect(gone.url.pathname).toBe('/');
    expect(gone.text).toContain(english.accounts.loggedOut);
  });
});

describe('a form of an old page', () => {
  it('comes back with what was typed, and with whose name it would be done in', async () => {
    const { visit, page } = await settingsOf('mia');
    await visit.submit(await visit.open('/'), '/logout');
    await visit.login('noa');
    const stale = await visit.submit(page, '/settings/account', {
      ...typed,
      email: 'noa@example.org',
    });
    expect(stale.status).toBe(403);
    expect(stale.text).toContain(english.failures.staleForm);
    expect(stale.text).toContain(english.failures.inNameOf('noa'));
    expect(await nameOf('noa')).toBe('');
    const done = await visit.submit(stale, '/settings/account');
    expect(done.text).toContain(english.settings.saved);
    expect(await nameOf('noa')).toBe(typed.name);
  });

  it('of another site shows nothing of its content, with a session and without', async () => {
    const { visit } = await settingsOf('mia');
    const body = new URLSearchParams({ name: 'Planted text', email: 'evil@example.org' });
    const headers = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    for (const each of [visit, visitor(installation.url)]) {
      const page = await each.send('/settings/account', { method: 'POST', body, headers });
      expect(page.status).toBe(403);
      expect(page.html).not.toContain('Planted');
      expect(page.text).toContain(english.failures.foreignForm);
    }
    expect(await nameOf('mia')).not.toBe('Planted text');
  });

  it('never leads to another host, however its path is written', async () => {
    const { visit } = await settingsOf('mia');
    const body = new URLSearchParams({ text: 'typed' });
    // Past `URL`, which would read the host out of it.
    const page = await new Promise<string>((resolve, reject) => {
      import('node:http').then(({ request }) => {
        const cookie = [...visit.cookies].map((each) => each.join('=')).join('; ');
        const { hostname, port } = new URL(installation.url);
        const sent = request(
          {
            ...{ hostname, port, path: '//evil.example/settings', method: 'POST' },
            headers: {
              ...{ cookie, origin: installation.url },
              'content-type': 'application/x-www-form-urlencoded',
            },
          },
          async (answer) => {
            let html = '';
            for await (const chunk of answer) html += String(chunk);
            resolve(html);
          },
        );
        sent.on('error', reject).end(body.toString());
      }, reject);
    });
    expect(page).not.toMatch(/action="(\/\/|http)/);
  });
});

describe("while the application's own database is down", () => {
  /** Every query fails until `work` is done. */
  async function withoutDatabase<Value>(work: () => Promise<Value>): Promise<Value> {
    const { pool } = installation.database;
    const { query } = pool;
    pool.query = (() => Promise.reject(new Error('the database is down'))) as typeof query;
    try {
      return await work();
    } finally {
      pool.query = query;
    }
  }

  it('a page says so, and names no cause', async () => {
    const { visit } = await settingsOf('mia');
    const page = await withoutDatabase(() => visit.open('/settings?a=1'));
    expect(page.status).toBe(503);
    expect(page.headers.get('retry-after')).toBe('5');
    expect(page.text).toContain(english.failures.application);
    expect(page.html).not.toContain('the database is down');
    expect(page.document.querySelector('a[href="/settings?a=1"]')).not.toBeNull();
    expect((await visit.open('/settings')).status).toBe(200);
  });

  it('a form comes back with what was typed, and is sent again by one press', async () => {
    const { visit, page } = await settingsOf('mia');
    const sent = { ...typed, name: 'Typed in the dark' };
    const down = await withoutDatabase(() => visit.submit(page, '/settings/account', sent));
    expect(down.status).toBe(503);
    expect(down.text).toContain('Typed in the dark');
    expect(await nameOf('mia')).not.toBe('Typed in the dark');
    const done = await visit.submit(down, '/settings/account');
    expect(done.text).toContain(english.settings.saved);
    expect(await nameOf('mia')).toBe('Typed in the dark');
  });

  it('a form of another site shows nothing of its content', async () => {
    const { visit } = await settingsOf('mia');
    const body = new URLSearchParams({ name: 'Planted text', _csrf: 'planted-token' });
    const headers = { origin: 'https://evil.example' };
    const page = await withoutDatabase(() =>
      visit.send('/settings/account', { method: 'POST', body, headers }),
    );
    expect(page.status).toBe(503);
    expect(page.html).not.toMatch(/planted/i);
  });
});
