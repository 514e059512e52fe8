import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Installation, startInstallation } from './installation.js';
import { type Page, password, type Typed, type Visitor, visitor } from './visitor.js';
import { english } from './words.js';

let installation: Installation;

beforeAll(async () => {
  installation = await startInstallation();
});
afterAll(() => installation?.close());

const newVisitor = () => visitor(installation.url);
const sessionOf = ({ cookies }: Visitor) => cookies.get('picard-app');
const isLoggedIn = ({ document }: Page) =>
  document.querySelector('form[action="/logout"]') !== null;

async function register(visit: Visitor, typed: Typed): Promise<Page> {
  return visit.submit(await visit.open('/register'), '/register', { name: '', password, ...typed });
}

async function login(visit: Visitor, typed: Typed, path = '/login'): Promise<Page> {
  return visit.submit(await visit.open(path), '/login', typed);
}

async function userCount(): Promise<number> {
  const { rows } = await installation.database.pool.query<{ count: number }>(
    'select count(*)::int as count from users',
  );
  return rows[0]?.count ?? -1;
}

describe('registration', () => {
  it('makes an account, logs in, and leads to the connection', async () => {
    const visit = newVisitor();
    const page = await register(visit, {
      username: 'Reg.One',
      email: ' reg.one@example.org ',
      name: 'Reg',
    });
    expect(page.url.pathname).toBe('/connection');
    expect(page.text).toContain(english.accounts.welcome('Reg'));
    expect(isLoggedIn(page)).toBe(true);
    const settings = await visit.open('/settings');
    expect(settings.document.querySelector('[name=email]')?.getAttribute('value')).toBe(
      'reg.one@example.org',
    );
  });

  it.each<[string, Typed, string, string]>([
    ['a short username', { username: 'ab' }, 'username', english.accounts.usernameWrong],
    [
      'a username with a space',
      { username: 'ann lee' },
      'username',
      english.accounts.usernameWrong,
    ],
    ['a username of dots', { username: '...' }, 'username', english.accounts.usernameWrong],
    ['no email address', { email: 'nonsense' }, 'email', english.accounts.emailWrong],
    [
      'a NUL in the email address',
      { email: 'a\0@example.org' },
      'email',
      english.accounts.emailWrong,
    ],
    ['a NUL in the name', { name: 'A\0nn' }, 'name', english.accounts.nameWrong],
    ['a name that never ends', { name: 'x'.repeat(101) }, 'name', english.accounts.nameWrong],
    ['a short password', { password: 'short' }, 'password', english.accounts.passwordShort],
    [
      'an endless password',
      { password: 'x'.repeat(1025) },
      'password',
      english.accounts.passwordLong,
    ],
    [
      'the username as password',
      { password: 'Regis.Wrong' },
      'password',
      english.accounts.passwordKnown,
    ],
  ])('refuses %s beside its field, and keeps what was typed', async (_what, typed, field, says) => {
    const before = await userCount();
    const good = { username: 'regis.wrong', email: 'regis@example.org', name: 'Regis' };
    const page = await register(newVisitor(), { ...good, ...typed });
    expect(page.status).toBe(422);
    expect(page.document.querySelector(`#error-${field}`)?.text).toContain(says);
    const input = page.document.querySelector(`#field-${field}`);
    expect(input?.getAttribute('aria-describedby')).toContain(`error-${field}`);
    for (const [name, value] of Object.entries({ ...good, ...typed })) {
      const shown = page.document.querySelector(`#field-${name}`)?.getAttribute('value');
      // NUL cannot stand in a page.
      if (name !== 'password' && !String(value).includes('\0')) expect(shown).toBe(value);
    }
    expect(await userCount()).toBe(before);
  });

  it('says which of username and email address is taken, in whatever case', async () => {
    await register(newVisitor(), { username: 'taken', email: 'taken@example.org' });
    const name = await register(newVisitor(), { username: 'TAKEN', email: 'other@example.org' });
    expect(name.status).toBe(422);
    expect(name.document.querySelector('#error-username')?.text).toBe(
      english.accounts.usernameTaken,
    );
    const email = await register(newVisitor(), { username: 'other', email: 'Taken@Example.org' });
    expect(email.document.querySelector('#error-email')?.text).toBe(english.accounts.emailTaken);
  });

  it('gives a name to one of many who ask for it at once', async () => {
    const before = await userCount();
    const pages = await Promise.all(
      Array.from({ length: 5 }, (_, index) =>
        register(newVisitor(), {
          username: 'wanted',
          email: `wanted-${index}@example.org`,
          password: `${password} ${index}`,
        }),
      ),
    );
    expect(pages.map(({ status }) => status).sort()).toEqual([200, 422, 422, 422, 422]);
    expect(await userCount()).toBe(before + 1);
  });

  it('sent twice, as by a double click, makes one account and leaves both logged in', async () => {
    const before = await userCount();
    const typed = { username: 'double', email: 'double@example.org' };
    const visits = [newVisitor(), newVisitor()];
    const pages = await Promise.all(visits.map((visit) => register(visit, typed)));
    expect(pages.map((page) => [page.status, isLoggedIn(page)])).toEqual([
      [200, true],
      [200, true],
    ]);
    expect(await userCount()).toBe(before + 1);
    const other = await register(newVisitor(), { ...typed, password: `${password}!` });
    expect(other.status).toBe(422);
    expect(isLoggedIn(other)).toBe(false);
  });

  it('never answers a password that was typed', async () => {
    const page = await register(newVisitor(), {
      username: 'x',
      email: 'y',
      password: 'hunter2hunter2',
    });
    expect(page.html).not.toContain('hunter2');
  });
});

describe('the login', () => {
  beforeAll(() => newVisitor().register('lou'));

  it.each(['lou', 'LOU', ' lou ', 'Lou@Example.org'])('takes the name %j', async (name) => {
    expect(isLoggedIn(await login(newVisitor(), { login: name, password }))).toBe(true);
  });

  it('answers a wrong password and a user that is not with the same page', async () => {
    const wrong: Typed[] = [
      { login: 'lou', password: 'not the password' },
      { login: 'nobody', password: 'not the password' },
      { login: 'lou@example.com', password: 'not the password' },
      { login: 'lou\0', password },
      { login: 'x'.repeat(5000), password },
      { login: 'lou', password: password + 'x'.repeat(5000) },
    ];
    for (const typed of wrong) {
      const page = await login(newVisitor(), typed);
      expect(page.status).toBe(422);
      expect(page.document.querySelector('[role=alert]')?.text.trim()).toBe(
        english.accounts.wrongLogin,
      );
      expect(page.html).not.toContain(String(typed.password).slice(0, 16));
      expect(isLoggedIn(page)).toBe(false);
    }
  });

  it('keeps what was typed and where to go on, when the password was wrong', async () => {
    const visit = newVisitor();
    const asked = await visit.open('/settings');
    expect(asked.status).toBe(401);
    const wrong = await visit.submit(asked, '/login', { login: 'lou', password: 'wrong' });
    expect(wrong.document.querySelector('[name=login]')?.getAttribute('value')).toBe('lou');
    const right = await visit.submit(wrong, '/login', { password });
    expect(right.url.pathname).toBe('/settings');
  });

  it('begins a new session, and the old one is worth nothing', async () => {
    const visit = newVisitor();
    await visit.open('/login');
    const before = sessionOf(visit);
    await visit.login('lou');
    const after = sessionOf(visit);
    expect(after).toBeDefined();
    expect(after).not.toBe(before);
    const thief = newVisitor();
    thief.cookies.set('picard-app', String(before));
    expect(isLoggedIn(await thief.open('/'))).toBe(false);
  });

  it('ends for good with the logout: the session cannot be taken up again', async () => {
    const visit = newVisitor();
    const home = await visit.login('lou');
    const before = sessionOf(visit);
    const gone = await visit.submit(home, '/logout');
    expect(gone.url.pathname).toBe('/');
    expect(gone.text).toContain(english.accounts.loggedOut);
    expect(sessionOf(visit)).not.toBe(before);
    const thief = newVisitor();
    thief.cookies.set('picard-app', String(before));
    expect(isLoggedIn(await thief.open('/'))).toBe(false);
  });

  it('is not asked of those who are logged in', async () => {
    const visit = newVisitor();
    await visit.login('lou');
    expect((await visit.open('/login')).url.pathname).toBe('/');
    expect((await visit.open('/register')).url.pathname).toBe('/');
    expect((await visit.open('/login?next=/settings')).url.pathname).toBe('/settings');
  });

  it.each([
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example/',
    '/\t/evil.example/',
    '/.//evil.example/',
    '\\\\evil.example',
    'javascript:alert(1)',
    'settings',
  ])('goes on within the application alone, not to %j', async (next) => {
    const visit = newVisitor();
    const page = await visit.open(`/login?next=${encodeURIComponent(next)}`);
    expect(page.document.querySelector('[name=next]')).toBeNull();
    const forged = await visit.submit(page, '/login', { login: 'lou', password, next });
    expect(forged.url.origin).toBe(installation.url);
    expect(forged.url.pathname).toBe('/');
  });

  it('leads to the path it was asked for, with its query', async () => {
    const page = await login(
      newVisitor(),
      { login: 'lou', password },
      '/login?next=%2Fsettings%3Fa%3D1%23profile',
    );
    expect(page.url.pathname + page.url.search).toBe('/settings?a=1');
  });

  it('of another tab, on a page that had grown old, counts', async () => {
    const visit = newVisitor();
    const old = await visit.open('/login');
    await visit.login('lou');
    const page = await visit.submit(old, '/login', { login: 'lou', password });
    expect(page.url.pathname).toBe('/');
    expect(page.text).toContain(english.accounts.loggedInAs('lou'));
  });

  it('on a page that had grown old keeps the name, and works at the second time', async () => {
    const visit = newVisitor();
    const old = await visit.open('/login?next=/settings');
    visit.cookies.clear();
    const page = await visit.submit(old, '/login', { login: 'lou', password });
    expect(page.status).toBe(403);
    expect(page.document.querySelector('[name=login]')?.getAttribute('value')).toBe('lou');
    expect(page.html).not.toContain(password);
    const again = await visit.submit(page, '/login', { password });
    expect(again.url.pathname).toBe('/settings');
  });

  it('keeps nothing readable of a session in the database', async () => {
    const visit = newVisitor();
    await visit.login('lou');
    await visit.submit(await visit.open('/settings'), '/settings/account', {
      email: 'lou@example.org',
      name: 'Louise Secret',
    });
    const { rows } = await installation.database.pool.query('select sess from sessions');
    expect(rows.length).toBeGreaterThan(0);
    for (const { sess } of rows) expect(Object.keys(sess).sort()).toEqual(['cookie', 'sealed']);
  });

  it('is not taken up from a session that was copied to another id', async () => {
    const [lou, thief] = [newVisitor(), newVisitor()];
    await lou.login('lou');
    await thief.open('/login');
    const idOf = (visit: Visitor) =>
      decodeURIComponent(String(sessionOf(visit)))
        .slice(2)
        .split('.')[0];
    await installation.database.pool.query(
      'update sessions set sess = (select sess from sessions where sid = $1) where sid = $2',
      [idOf(lou), idOf(thief)],
    );
    expect(isLoggedIn(await lou.open('/'))).toBe(true);
    expect(isLoggedIn(await thief.open('/'))).toBe(false);
  });
});
