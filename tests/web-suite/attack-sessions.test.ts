import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Installation, startInstallation } from './installation.js';
import { meddleWith } from './meddling.js';
import { type Relay, startRelay } from './relay.js';
import { password, type Visitor, visitor } from './visitor.js';

let relay: Relay;
let installation: Installation;

beforeAll(async () => {
  relay = await startRelay();
  installation = await startInstallation({ configuration: { serviceUrl: relay.url } });
  relay.target = installation.server.issuer;
});
afterAll(async () => {
  await installation?.close();
  await relay?.close();
});
afterEach(() => {
  relay.meddle = undefined;
});

async function member(username: string): Promise<Visitor> {
  const made = visitor(installation.url);
  await made.register(username);
  await made.connect();
  return made;
}

/** The same browser cookies, as a thief or another tab has them. */
function copyOf(visit: Visitor): Visitor {
  const copy = visitor(installation.url);
  for (const [name, value] of visit.cookies) copy.cookies.set(name, value);
  return copy;
}

/** A gate that is opened from outside. */
function gate() {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

describe('a session that was ended', () => {
  it('stays ended when an answer that was under way comes after the logout', async () => {
    const ann = await member('ann');
    const [arrived, hold] = [gate(), gate()];
    meddleWith(relay, 'create_group', async (forward) => {
      arrived.open();
      await hold.opened;
      return forward();
    });
    const form = await ann.open('/groups/new');
    const [slow, thief] = [copyOf(ann), copyOf(ann)];
    const answer = slow.submit(form, '/groups', { name: 'Slow' });
    await arrived.opened;
    await ann.submit(await ann.open('/'), '/logout');
    hold.open();
    await answer;
    for (const each of [slow, thief]) {
      const page = await each.open('/settings');
      expect(page.status).toBe(401);
      expect(page.html).not.toContain('ann@example.org');
    }
  });

  it('tells nobody what it still had to tell', async () => {
    const bea = await member('bea');
    const form = await bea.open('/groups/new');
    const _csrf = form.document.querySelector('[name=_csrf]')?.getAttribute('value') ?? '';
    // The page that would tell it is not loaded.
    await fetch(`${installation.url}/groups`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ _csrf, name: 'Surprise for Bob' }),
      headers: {
        origin: installation.url,
        cookie: [...bea.cookies].map((each) => each.join('=')).join('; '),
      },
    });
    const elsewhere = visitor(installation.url);
    await elsewhere.login('bea');
    await elsewhere.submit(await elsewhere.open('/settings'), '/settings/sessions/end');
    expect((await bea.open('/login')).text).not.toContain('Surprise for Bob');
  });

  it('tells whoever logs in over it nothing of what it still had to tell', async () => {
    const cid = await member('cid');
    await visitor(installation.url).register('dan');
    const form = await cid.open('/groups/new');
    const _csrf = form.document.querySelector('[name=_csrf]')?.getAttribute('value') ?? '';
    const send = (path: string, fields: Readonly<Record<string, string>>) =>
      fetch(`${installation.url}${path}`, {
        method: 'POST',
        redirect: 'manual',
        body: new URLSearchParams({ _csrf, ...fields }),
        headers: {
          origin: installation.url,
          cookie: [...cid.cookies].map((each) => each.join('=')).join('; '),
        },
      });
    await send('/groups', { name: 'Surprise for Dan' });
    const login = await send('/login', { login: 'dan', password });
    const session = login.headers.getSetCookie().find((each) => each.startsWith('picard-app='));
    const dan = visitor(installation.url);
    dan.cookies.set('picard-app', session?.split(';')[0]?.slice('picard-app='.length) ?? '');
    const home = await dan.open('/');
    expect(home.text).toContain('dan');
    expect(home.text).not.toContain('Surprise for Dan');
  });
});

describe('a session id', () => {
  it('that somebody planted is not the one after the login', async () => {
    await visitor(installation.url).register('eve');
    const attacker = visitor(installation.url);
    await attacker.open('/login');
    const victim = copyOf(attacker);
    await victim.submit(await victim.open('/login'), '/login', { login: 'eve', password });
    expect((await victim.open('/settings')).text).toContain('eve');
    expect((await attacker.open('/settings')).status).toBe(401);
  });

  it('changes with the password, and the others end', async () => {
    const fay = visitor(installation.url);
    await fay.register('fay');
    const thief = copyOf(fay);
    await fay.submit(await fay.open('/settings'), '/settings/password', {
      current_password: password,
      new_password: 'another long one',
    });
    expect(fay.cookies.get('picard-app')).not.toBe(thief.cookies.get('picard-app'));
    expect((await thief.open('/settings')).status).toBe(401);
    expect((await fay.open('/settings')).status).toBe(200);
  });

  it('of a deleted user opens nothing, also not for the next of that browser', async () => {
    const gus = visitor(installation.url);
    await gus.register('gus');
    const thief = copyOf(gus);
    await gus.submit(await gus.open('/settings/delete'), '/settings/delete', {
      username: 'gus',
      memories: 'leave',
    });
    expect((await thief.open('/settings')).status).toBe(401);
    expect((await gus.open('/settings')).status).toBe(401);
  });
});
