import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMemory, fieldOf, idIn } from './editor-page.js';
import { type Installation, startInstallation } from './installation.js';
import { type Member, member } from './member.js';
import { english } from './words.js';

let installation: Installation;
let ann: Member;

beforeAll(async () => {
  installation = await startInstallation();
  ann = await member(installation, 'ann');
  ann.visit.cookies.set('picard-app-zone', 'Europe/Berlin');
});
afterAll(() => installation?.close());

describe('the expiry', () => {
  it('as a phrase is shown as it is understood before anything is saved, and kept as it was shown', async () => {
    const asked = await createMemory(ann.visit, {
      text: 'phrased',
      expiry: 'phrase',
      expires_phrase: 'end of 2036',
    });
    expect(asked.status).toBe(422);
    expect(asked.document.querySelector('#editor [role=alert]')?.text).toContain(
      english.memories.editor.confirmExpiry,
    );
    expect(asked.document.querySelector('#understood')?.text).toMatch(
      /Wednesday.*31 December 2036.*23:59.*CET/,
    );
    expect(asked.document.querySelectorAll('[aria-invalid]')).toHaveLength(0);
    const done = await ann.visit.submit(asked, '/memories');
    expect((await ann.memories.get(idIn(done))).expirationDate).toEqual(
      new Date('2036-12-31T22:59:00Z'),
    );
  });

  it('as another phrase than the one that was shown is shown again', async () => {
    const asked = await createMemory(ann.visit, {
      text: 'x',
      expiry: 'phrase',
      expires_phrase: 'end of 2036',
    });
    const again = await ann.visit.submit(asked, '/memories', { expires_phrase: 'end of 2037' });
    expect(again.status).toBe(422);
    expect(again.document.querySelector('#understood')?.text).toContain('2037');
  });

  it.each([
    ['Asia/Kolkata', '2037-07-15T08:30', '2037-07-15T03:00:00Z'],
    ['America/St_Johns', '2037-07-15T08:30', '2037-07-15T11:00:00Z'],
    // The hour that comes twice: the later one.
    ['Europe/Berlin', '2037-10-25T02:30', '2037-10-25T01:30:00Z'],
  ])(
    'in %s at %s is the right moment, and stays it when the memory is edited',
    async (zone, time, iso) => {
      const { visit, memories } = ann;
      visit.cookies.set('picard-app-zone', zone);
      try {
        const page = await createMemory(visit, { text: 'zoned', expiry: 'at', expires_time: time });
        const id = idIn(page);
        expect((await memories.get(id)).expirationDate).toEqual(new Date(iso));
        const form = await visit.open(`/memories/${id}?edit=1`);
        expect(fieldOf(form, 'expires_time')?.getAttribute('value')).toBe(time);
        await visit.submit(form, `/memories/${id}`, { text: 'zoned again' });
        expect(await memories.get(id)).toMatchObject({
          text: 'zoned again',
          expirationDate: new Date(iso),
        });
      } finally {
        visit.cookies.set('picard-app-zone', 'Europe/Berlin');
      }
    },
  );

  it('means the clocks that the form was shown by, even when the visitor has travelled since', async () => {
    const form = await ann.visit.open('/memories/new');
    ann.visit.cookies.set('picard-app-zone', 'America/New_York');
    const page = await ann.visit.submit(form, '/memories', {
      text: 'on the way',
      expiry: 'at',
      expires_time: '2037-01-15T12:00',
    });
    ann.visit.cookies.set('picard-app-zone', 'Europe/Berlin');
    expect((await ann.memories.get(idIn(page))).expirationDate).toEqual(
      new Date('2037-01-15T11:00:00Z'),
    );
  });

  it('of a memory is kept to the millisecond while other things change', async () => {
    const [id = ''] = await ann.add({ text: 'exact', expiration_date: '2037-01-02T03:04:05.678Z' });
    const form = await ann.visit.open(`/memories/${id}?edit=1`);
    await ann.visit.submit(form, `/memories/${id}`, { tags: 'x' });
    expect(await ann.memories.get(id)).toMatchObject({
      tags: ['x'],
      expirationDate: new Date('2037-01-02T03:04:05.678Z'),
    });
  });

  it('that has passed can be moved, so that the memory is back', async () => {
    const [id = ''] = await ann.add({ text: 'over', expiration_date: '2020-01-01T00:00:00Z' });
    const page = await ann.visit.open(`/memories/${id}`);
    expect(page.text).toContain(english.memories.detail.expiredNotice);
    const form = await ann.visit.open(`/memories/${id}?edit=1`);
    const back = await ann.visit.submit(form, `/memories/${id}`, { expiry: 'never' });
    expect(back.text).not.toContain(english.memories.detail.expiredNotice);
    expect(await ann.memories.get(id)).toMatchObject({ text: 'over', isExpired: false });
  });
});
