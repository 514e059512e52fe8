import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fieldOf } from './editor-page.js';
import { type Installation, startInstallation } from './installation.js';
import { type Member, member } from './member.js';
import { english } from './words.js';

let installation: Installation;
let ann: Member;
let bob: Member;

beforeAll(async () => {
  installation = await startInstallation();
  [ann, bob] = [await member(installation, 'ann'), await member(installation, 'bob')];
  ann.visit.cookies.set('picard-app-zone', 'Europe/Berlin');
  await bob.picard.profile.update({ name: 'Bob', settings: { discoverable: true } });
});
afterAll(() => installation?.close());

describe("somebody else's memory", () => {
  it('can be read when it is public, says whose it is, and offers no change', async () => {
    const [id = ''] = await bob.add({
      text: 'I play *bass*.',
      permission: 'public',
      tags: ['band'],
    });
    for (const path of [`/memories/${id}`, `/memories/${id}?edit=1`]) {
      const page = await ann.visit.open(path);
      expect(page.status).toBe(200);
      expect(page.text).toContain(english.memories.detail.readOnly('Bob (bob)'));
      expect(page.document.querySelector('#editor')).toBeNull();
      expect(page.document.querySelector(`a[href="/memories/${id}/delete"]`)).toBeNull();
    }
  });

  it('cannot be changed, and what was typed is not lost', async () => {
    const [own = ''] = await ann.add({ text: 'mine' });
    const [id = ''] = await bob.add({ text: 'his', permission: 'public' });
    const form = await ann.visit.open(`/memories/${own}?edit=1`);
    const csrf = fieldOf(form, '_csrf')?.getAttribute('value') ?? '';
    const page = await ann.visit.send(`/memories/${id}`, {
      method: 'POST',
      headers: { origin: installation.url },
      body: new URLSearchParams({
        _csrf: csrf,
        text: 'taken over',
        permission: 'private',
        expiry: 'never',
      }),
    });
    expect(page.status).toBeGreaterThanOrEqual(400);
    expect(page.html).toContain('taken over');
    expect(await bob.memories.get(id)).toMatchObject({ text: 'his', permission: 'public' });
  });
});

it('answers an address that is no memory like every other wrong one', async () => {
  for (const path of ['/memories/x', '/memories/1234', '/memories/%00']) {
    expect((await ann.visit.open(path)).status).toBe(404);
  }
});

it('shows what applications added, without letting it act', async () => {
  const [id = ''] = await ann.add({
    text: 'x',
    metadata: { source: '<img src=x onerror=alert(1)>' },
  });
  const page = await ann.visit.open(`/memories/${id}`);
  expect(page.document.querySelector('details pre')?.text).toContain('<img src=x');
  expect(page.document.querySelector('details img')).toBeNull();
});

it('offers nobody to write who allowed reading alone, and says so', async () => {
  const readers = await startInstallation({ scopes: ['memories:read'] });
  try {
    const dora = await member(readers, 'dora');
    const [id = ''] = await dora.add({ text: 'only read' });
    const page = await dora.visit.open(`/memories/${id}?edit=1`);
    expect(page.text).toContain('only read');
    expect(page.text).toContain(english.memories.detail.noWrite);
    expect(page.document.querySelector('#editor')).toBeNull();
    expect((await dora.visit.open('/memories/new')).status).toBe(403);
  } finally {
    await readers.close();
  }
});
