import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Installation, startInstallation } from './installation.js';
import { atServer, member } from './member.js';
import { type Page, password, type Visitor, visitor } from './visitor.js';
import { english } from './words.js';

let installation: Installation;
let ann: Visitor;

beforeAll(async () => {
  installation = await startInstallation();
  ann = (await member(installation, 'ann')).visit;
});
afterAll(() => installation?.close());

const valueOfField = ({ document }: Page, name: string) =>
  document.querySelector(`#field-${name}`)?.getAttribute('value');
const change = async (visit: Visitor, action: string, typed: Record<string, string>) =>
  visit.submit(await visit.open('/settings'), action, typed);

describe('the account', () => {
  it('changes name and email address, never the username', async () => {
    const page = await change(ann, '/settings/account', {
      ...{ name: ' Ann Lee ', email: 'Ann.Lee@example.org', username: 'other' },
    });
    expect(page.text).toContain(english.settings.saved);
    expect(valueOfField(page, 'name')).toBe('Ann Lee');
    expect(valueOfField(page, 'email')).toBe('Ann.Lee@example.org');
    expect(page.document.querySelector('dl')?.text).toContain('ann');
    const other = visitor(installation.url);
    const typed = { login: 'ann.lee@EXAMPLE.org', password };
    const login = await other.submit(await other.open('/login'), '/login', typed);
    expect(login.status).toBe(200);
  });

  it('says beside the field that an email address is taken, and keeps what was typed', async () => {
    await visitor(installation.url).register('bea');
    const page = await change(ann, '/settings/account', {
      name: 'Typed',
      email: 'BEA@example.org',
    });
    expect(page.status).toBe(422);
    expect(page.document.querySelector('#error-email')?.text).toBe(english.accounts.emailTaken);
    expect(valueOfField(page, 'name')).toBe('Typed');
  });
});

describe('the appearance', () => {
  it('is the one that was chosen, on every page', async () => {
    const typed = { theme: 'dark', zone: 'Asia/Tokyo' };
    const page = await change(ann, '/settings/appearance', typed);
    expect(page.document.querySelector('html')?.getAttribute('data-bs-theme')).toBe('dark');
    expect((await ann.open('/')).html).toContain('data-bs-theme="dark"');
    expect(page.document.querySelector('option[selected][value="Asia/Tokyo"]')).not.toBeNull();
  });

  it('writes times in the chosen zone, or in that of the browser', async () => {
    const shown = async () => {
      const time = (await ann.open('/settings')).document.querySelector('#appearance time');
      return { at: new Date(time?.getAttribute('datetime') ?? ''), text: time?.text };
    };
    const format = (zone: string, at: Date) =>
      new Intl.DateTimeFormat('en-GB', {
        ...{ dateStyle: 'medium', timeStyle: 'short', timeZone: zone },
      }).format(at);
    await change(ann, '/settings/appearance', { theme: 'auto', zone: 'Asia/Tokyo' });
    const chosen = await shown();
    expect(chosen.text).toBe(format('Asia/Tokyo', chosen.at));
    await change(ann, '/settings/appearance', { theme: 'auto', zone: '' });
    ann.cookies.set('picard-app-zone', 'America/New_York');
    const own = await shown();
    expect(own.text).toBe(format('America/New_York', own.at));
    ann.cookies.set('picard-app-zone', 'Nowhere/Land');
    expect((await shown()).text).toBe(format('UTC', (await shown()).at));
  });

  it('knows no other zone than those of the list', async () => {
    const page = await change(ann, '/settings/appearance', { theme: 'auto', zone: 'Nowhere/Land' });
    expect(page.status).toBe(422);
    expect(page.document.querySelector('#error-zone')?.text).toBe(
      english.settings.appearance.zoneUnknown,
    );
  });
});

describe('the password', () => {
  const next = 'a much better password';

  it('changes with the present one alone', async () => {
    const wrong = { current_password: 'wrong', new_password: next };
    const page = await change(ann, '/settings/password', wrong);
    expect(page.status).toBe(422);
    expect(page.document.querySelector('#error-current_password')?.text).toBe(
      english.settings.password.wrong,
    );
    expect(page.html).not.toContain(next);
    const short = await change(ann, '/settings/password', {
      ...{ current_password: password, new_password: 'short' },
    });
    expect(short.document.querySelector('#error-new_password')?.text).toContain(
      english.accounts.passwordShort,
    );
  });

  it('ends every other session when it changes, and renews this one', async () => {
    const [here, elsewhere] = [visitor(installation.url), visitor(installation.url)];
    await here.register('pam');
    await elsewhere.login('pam');
    const page = await here.open('/settings');
    const before = here.cookies.get('picard-app');
    const done = await here.submit(page, '/settings/password', {
      ...{ current_password: password, new_password: next },
    });
    expect(done.text).toContain(english.settings.password.changed);
    expect(here.cookies.get('picard-app')).not.toBe(before);
    expect((await here.open('/settings')).status).toBe(200);
    expect((await elsewhere.open('/settings')).status).toBe(401);
    expect((await elsewhere.login('pam')).status).toBe(422);
    const typed = { login: 'pam', password: next };
    const login = await elsewhere.submit(await elsewhere.open('/login'), '/login', typed);
    expect(login.status).toBe(200);
  });

  it('stays as it is while all other sessions are ended', async () => {
    const [here, elsewhere] = [visitor(installation.url), visitor(installation.url)];
    await here.register('eve');
    await elsewhere.login('eve');
    const page = await change(here, '/settings/sessions/end', {});
    expect(page.text).toContain(english.settings.password.sessionsEnded);
    expect((await here.open('/settings')).status).toBe(200);
    expect((await elsewhere.open('/settings')).status).toBe(401);
    expect((await elsewhere.login('eve')).status).toBe(200);
  });
});

describe('the profile at the memory server', () => {
  const typed = {
    ...{ display_name: 'Ann of the server', bio: 'Likes\ntwo lines', discoverable: 'on' },
    ...{ default_permission: 'public', default_expiry_days: '30' },
  };

  it('is shown and changed there', async () => {
    // The box that is not ticked is not sent.
    const page = await ann.open('/settings');
    for (const box of page.document.querySelectorAll('#profile input[type=checkbox]')) {
      box.removeAttribute('checked');
    }
    expect((await ann.submit(page, '/settings/profile', typed)).text).toContain(
      english.settings.saved,
    );
    const { picard } = await atServer(installation, 'ann');
    expect(await picard.profile.own()).toMatchObject({
      name: 'Ann of the server',
      bio: 'Likes\ntwo lines',
      settings: {
        ...{ defaultPermission: 'public', defaultExpiryDays: 30 },
        ...{ personaEnabled: false, discoverable: true },
      },
    });
    const shown = await ann.open('/settings');
    expect(valueOfField(shown, 'display_name')).toBe('Ann of the server');
    expect(valueOfField(shown, 'default_expiry_days')).toBe('30');
    expect(shown.document.querySelector('#field-discoverable[checked]')).not.toBeNull();
    expect(shown.document.querySelector('#field-persona_enabled[checked]')).toBeNull();
  });

  it('clears what is left empty', async () => {
    await change(ann, '/settings/profile', {
      ...{ display_name: '', bio: '', default_permission: 'private', default_expiry_days: '' },
    });
    const { name, bio, settings } = await (
      await atServer(installation, 'ann')
    ).picard.profile.own();
    // Without a name of their own, people go by their username.
    expect({ name, bio }).toEqual({ name: 'ann', bio: undefined });
    expect(settings).toMatchObject({
      ...{ defaultPermission: 'private', defaultExpiryDays: undefined },
    });
  });

  it('refuses days that nobody can wait, and keeps what was typed', async () => {
    for (const days of ['0', '36501', '-1', '1.5', 'soon']) {
      const page = await change(ann, '/settings/profile', { ...typed, default_expiry_days: days });
      expect(page.status).toBe(422);
      expect(page.document.querySelector('#error-default_expiry_days')).not.toBeNull();
      expect(valueOfField(page, 'display_name')).toBe('Ann of the server');
    }
  });

  it('is missing without a connection, and says how to get one', async () => {
    const visit = visitor(installation.url);
    await visit.register('una');
    const page = await visit.open('/settings');
    expect(page.document.querySelector('#profile')?.text).toContain(
      english.settings.profile.disconnected,
    );
    expect(page.document.querySelector('form[action="/settings/profile"]')).toBeNull();
    expect(page.document.querySelector('a[href="/settings/download"]')).toBeNull();
    expect(page.document.querySelector('form[action="/guide/open"]')).toBeNull();
  });

  it('leaves the rest of the settings usable while the server is down, and loses nothing typed', async () => {
    const page = await ann.open('/settings');
    let refused: Page;
    await installation.stopServer();
    try {
      const down = await ann.open('/settings');
      expect(down.status).toBe(200);
      expect(down.document.querySelector('#profile')?.text).toContain(
        english.failures.byCode.unreachable,
      );
      expect((await change(ann, '/settings/account', {})).text).toContain(english.settings.saved);
      refused = await ann.submit(page, '/settings/profile', typed);
    } finally {
      await installation.startServer();
    }
    expect(refused.status).toBe(503);
    expect(valueOfField(refused, 'display_name')).toBe('Ann of the server');
    expect(refused.document.querySelector('#field-bio')?.text.trim()).toBe('Likes\ntwo lines');
    expect((await ann.submit(refused, '/settings/profile')).text).toContain(english.settings.saved);
  });
});

it('hands on everything that the memory server keeps, as it keeps it', async () => {
  const { add } = await atServer(installation, 'ann');
  await add({ text: 'In the archive' });
  const cookie = [...ann.cookies].map((each) => each.join('=')).join('; ');
  const file = await fetch(`${installation.url}/settings/download`, { headers: { cookie } });
  expect(file.headers.get('content-type')).toBe('application/zip');
  expect(file.headers.get('content-disposition')).toContain(english.settings.data.fileName);
  const bytes = Buffer.from(await file.arrayBuffer());
  expect(bytes.subarray(0, 2).toString()).toBe('PK');
  for (const name of ['profile.json', 'memories.jsonl', 'activity.jsonl']) {
    expect(bytes.includes(name)).toBe(true);
  }
});
