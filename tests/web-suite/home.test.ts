import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Installation, startInstallation } from './installation.js';
import { type Member, member } from './member.js';
import { type Page, type Visitor, visitor } from './visitor.js';
import { english } from './words.js';

let installation: Installation;

beforeAll(async () => {
  installation = await startInstallation();
});
afterAll(() => installation?.close());

const textsOf = async ({ memories }: Member) =>
  (await memories.list({ limit: 100 })).memories.map(({ text }) => text);
const addSamples = async (visit: Visitor) => visit.submit(await visit.open('/'), '/guide/samples');
const guideOf = ({ document }: Page) => document.querySelector('#guide-title');

describe('the start page', () => {
  it('says what this is to those who are not logged in, and leads in', async () => {
    const page = await visitor(installation.url).open('/');
    expect(page.document.querySelectorAll('h1')).toHaveLength(1);
    expect(page.document.querySelector('main a[href="/register"]')).not.toBeNull();
    expect(page.document.querySelector('main a[href="/login"]')).not.toBeNull();
    expect(page.document.querySelector('form[action="/memories"]')).toBeNull();
  });

  it('leads those who are not connected to the connection', async () => {
    const visit = visitor(installation.url);
    await visit.register('una');
    const page = await visit.open('/');
    expect(page.document.querySelector('main a[href="/connection"]')).not.toBeNull();
    expect(guideOf(page)).toBeNull();
  });

  it('takes a memory down and shows the latest', async () => {
    const ann = await member(installation, 'ann');
    expect((await ann.visit.open('/')).text).toContain(english.welcome.emptyTitle);
    await ann.add(
      ...Array.from({ length: 6 }, (_, index) => ({
        text: `Memory number ${index}`,
        created_at: `2026-01-0${index + 1}T00:00:00Z`,
      })),
    );
    const page = await ann.visit.open('/');
    const cards = page.document.querySelectorAll('article').map((each) => each.text);
    expect(cards).toHaveLength(5);
    expect(cards[0]).toContain('Memory number 5');
    const saved = await ann.visit.submit(page, '/memories', { text: 'Written on the start page' });
    expect(saved.status).toBe(200);
    expect(await textsOf(ann)).toContain('Written on the start page');
    // The same form once more, as by a second click.
    await ann.visit.submit(page, '/memories', { text: 'Written on the start page' });
    const written = (await textsOf(ann)).filter((text) => text === 'Written on the start page');
    expect(written).toHaveLength(1);
  });

  it('keeps its form while the memory server is down, and what was typed into it', async () => {
    const { visit } = await member(installation, 'dow');
    await installation.stopServer();
    try {
      const page = await visit.open('/');
      expect(page.status).toBe(200);
      expect(page.text).toContain(english.welcome.notShown);
      const lost = await visit.submit(page, '/memories', { text: 'Typed while it was down' });
      expect(lost.status).toBe(503);
      expect(lost.text + lost.html).toContain('Typed while it was down');
    } finally {
      await installation.startServer();
    }
  });
});

describe('the guide', () => {
  it('adds samples of one person, marked, with tags, categories and one expiry', async () => {
    const ann = await member(installation, 'gia');
    const page = await addSamples(ann.visit);
    expect(page.text).toContain(english.welcome.guide.add.done(9));
    expect(page.text).toContain(english.welcome.guide.progress(1, 3));
    const { memories } = await ann.memories.list({ limit: 100 });
    expect(memories).toHaveLength(9);
    for (const memory of memories) {
      expect(memory.metadata).toEqual({ sample: true });
      expect(memory.tags.length).toBeGreaterThan(1);
      expect(memory.category).toBeDefined();
      expect(memory.permission).toBe('private');
    }
    expect(memories.filter(({ expirationDate }) => expirationDate !== undefined)).toHaveLength(1);
  });

  it('adds them once, however often it is asked', async () => {
    const ann = await member(installation, 'hal');
    const page = await ann.visit.open('/');
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => ann.visit.submit(page, '/guide/samples')),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(await textsOf(ann)).toHaveLength(9);
  });

  it('leads to a search by meaning that finds what it promises', async () => {
    const { visit } = await member(installation, 'ida');
    const found = await visit.submit(await addSamples(visit), '/guide/search');
    expect(found.url.pathname).toBe('/search');
    expect(found.text).toContain('Robin turns forty');
    expect((await visit.open('/')).text).toContain(english.welcome.guide.progress(2, 3));
    const asked = await visit.submit(await visit.open('/'), '/guide/ask');
    expect(asked.url.pathname).toBe('/personas/ask');
    const answered = await visit.submit(asked, '/personas/ask');
    expect(answered.document.querySelector('#answer-text')?.text).toContain('walnuts');
    expect((await visit.open('/')).text).toContain(english.welcome.guide.progress(3, 3));
  });

  it('removes the samples that are ticked, and nothing else', async () => {
    const ann = await member(installation, 'jan');
    const { visit } = ann;
    const [own = ''] = await ann.add(
      { text: 'My own, with the same tag', tags: ['sample'] },
      { text: 'My own, and marked otherwise', metadata: { sample: 'no' }, tags: ['sample'] },
    );
    await addSamples(visit);
    const { memories } = await ann.memories.list({ limit: 100 });
    const robin = memories.find(({ text }) => text.startsWith('Robin'));
    await ann.memories.update({ memoryId: robin?.id ?? '', text: 'Robin turns forty, I wrote' });

    const asked = await visit.open('/guide/samples/remove');
    const boxes = asked.document.querySelectorAll('input[name=memories]');
    expect(boxes).toHaveLength(9);
    expect(boxes.filter((box) => box.hasAttribute('checked'))).toHaveLength(8);
    expect(asked.text).not.toContain('My own');
    const forged = boxes.flatMap((box) =>
      box.hasAttribute('checked') ? (box.getAttribute('value') ?? []) : [],
    );
    const done = await visit.submit(asked, '/guide/samples/remove', { memories: [...forged, own] });
    expect(done.url.pathname).toBe('/');
    expect((await textsOf(ann)).sort()).toEqual([
      'My own, and marked otherwise',
      'My own, with the same tag',
      'Robin turns forty, I wrote',
    ]);
    const undone = await visit.submit(done, '/memories/restore');
    expect(undone.status).toBe(200);
    expect(await textsOf(ann)).toHaveLength(11);
  });

  it('can be hidden, and taken up again from the settings', async () => {
    const { visit } = await member(installation, 'kim');
    const page = await visit.open('/');
    expect(guideOf(page)).not.toBeNull();
    const hidden = await visit.submit(page, '/guide/close');
    expect(guideOf(hidden)).toBeNull();
    expect(guideOf(await visit.open('/'))).toBeNull();
    const again = await visit.submit(await visit.open('/settings'), '/guide/open');
    expect(guideOf(again)).not.toBeNull();
  });
});

it('offers nothing that writes to a connection that may only read', async () => {
  const reading = await startInstallation({ scopes: ['memories:read'] });
  try {
    const visit = visitor(reading.url);
    await visit.register('rea');
    await visit.connect();
    const page = await visit.open('/');
    expect(page.text).toContain(english.welcome.readOnly);
    expect(page.document.querySelector('form[action="/memories"]')).toBeNull();
    expect(guideOf(page)).toBeNull();
    const settings = await visit.open('/settings');
    expect(settings.document.querySelector('form[action="/settings/profile"]')).toBeNull();
    expect(settings.document.querySelector('#profile')?.text).toContain(
      english.settings.profile.readOnly,
    );
    const deletion = await visit.open('/settings/delete');
    expect(deletion.document.querySelector('[value=erase]')).toBeNull();
    expect(deletion.text).toContain(english.settings.deletion.readOnly);
  } finally {
    await reading.close();
  }
});
