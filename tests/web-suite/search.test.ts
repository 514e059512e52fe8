import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Installation, startInstallation } from './installation.js';
import { atServer } from './member.js';
import { type Page, type Visitor, visitor } from './visitor.js';
import { english } from './words.js';

let installation: Installation;
let ann: Visitor;

const cardsOf = ({ document }: Page) => document.querySelectorAll('article[id^=memory-]');
const textsOf = (page: Page) =>
  cardsOf(page).map((card) => card.querySelector('.markdown')?.textContent.trim());
const marksOf = (page: Page) =>
  page.document.querySelectorAll('article .markdown mark').map((mark) => mark.text);
const statusOf = ({ document }: Page) => document.querySelector('#search-status')?.text.trim();

beforeAll(async () => {
  installation = await startInstallation();
  ann = visitor(installation.url);
  await ann.register('ann');
  await ann.connect();
  const bob = visitor(installation.url);
  await bob.register('bob');
  await bob.connect();

  const memories = (await atServer(installation, 'ann')).picard.memories;
  await memories.submit({
    text: 'Prefers window seats on long flights, **never** the middle.',
    tags: ['seat choice', 'planes'],
    category: 'Flights',
  });
  await memories.submit({ text: 'Allergic to peanuts & cashews.', permission: 'public' });
  await memories.submit({ text: `The window of the kitchen. ${'It rained. '.repeat(100)}` });

  const theirs = (await atServer(installation, 'bob')).picard;
  await theirs.profile.update({ name: 'Bob Miller', settings: { discoverable: true } });
  await theirs.memories.submit({ text: 'Window seats in coach 12.', permission: 'public' });
  await theirs.memories.submit({ text: 'A secret about window seats.' });
});
afterAll(() => installation?.close());

describe('searching', () => {
  it('finds by meaning, the best first, and says why', async () => {
    const page = await ann.open('/search?q=Which+seat+at+the+window+for+a+flight%3F');
    expect(page.status).toBe(200);
    expect(textsOf(page)[0]).toBe('Prefers window seats on long flights, never the middle.');
    expect(marksOf(page).slice(0, 3)).toEqual(['window', 'seats', 'flights']);
    expect(cardsOf(page)[0]?.text).toMatch(/(Very close|Close|Related)/);
    expect(cardsOf(page)[0]?.text).toContain(english.search.words(['seat', 'window', 'flight']));
    expect(cardsOf(page)[0]?.text).toContain(english.search.tagsFit(['seat choice']));
    expect(cardsOf(page)[0]?.text).toContain(english.search.categoryFits('Flights'));
    const scores = cardsOf(page).map((card) =>
      Number(card.querySelector('meter')?.getAttribute('value')),
    );
    expect(scores).toEqual(scores.toSorted((left, right) => right - left));
    expect(statusOf(page)).toBe(english.search.found(scores.length, false));
    expect(page.document.querySelector('#field-q')?.getAttribute('value')).toBe(
      'Which seat at the window for a flight?',
    );
  });

  it('says so when a memory was found by its meaning alone', async () => {
    const page = await ann.open('/search?q=xylophone+quartet&all=1');
    expect(cardsOf(page).length).toBeGreaterThan(0);
    expect(cardsOf(page)[0]?.text).toContain(english.search.byMeaning);
    expect(cardsOf(page)[0]?.text).toContain(english.search.nearness.distant);
  });

  it('shows the place in a long memory where the words stand', async () => {
    const page = await ann.open('/search?q=kitchen+window');
    const card = cardsOf(page).find((each) => each.text.includes('kitchen'));
    const excerpt = card?.querySelector('.why-found p');
    expect(excerpt?.querySelectorAll('mark').map((mark) => mark.text)).toEqual([
      'window',
      'kitchen',
    ]);
    expect(excerpt?.text.length).toBeLessThan(400);
  });

  it('looks among one’s own memories unless told otherwise, and never into others’ private ones', async () => {
    const own = await ann.open('/search?q=window+seats');
    expect(own.text).not.toContain('coach 12');
    for (const scope of ['visible', 'public']) {
      const page = await ann.open(`/search?q=window+seats+secret&scope=${scope}&all=1&count=100`);
      expect(page.text).toContain('Window seats in coach 12.');
      expect(page.text).not.toContain('A secret about');
    }
  });

  it('says whose a memory is, and offers to ask them', async () => {
    const page = await ann.open('/search?q=window+seats+coach&scope=visible');
    const theirs = cardsOf(page).find((card) => card.text.includes('coach 12'));
    expect(theirs?.text).toContain('Bob Miller');
    const link = theirs?.querySelector('a[href^="/personas/ask?user="]');
    const asked = await ann.open(link?.getAttribute('href') ?? '');
    expect(asked.text).toContain(english.questions.whoseTheirs('Bob Miller (bob)'));
    const own = cardsOf(page).find((card) => card.text.includes('Prefers window'));
    expect(own?.querySelector('a[href^="/personas/ask"]')).toBeNull();
  });

  it('narrows by permission, tags, category and days', async () => {
    const found = async (filter: string) =>
      textsOf(await ann.open(`/search?q=window+peanuts&all=1&${filter}`));
    expect(await found('permission=public')).toEqual(['Allergic to peanuts & cashews.']);
    expect(await found('tags=planes,+seat+choice')).toHaveLength(1);
    expect(await found('tags=planes,nothing')).toEqual([]);
    expect(await found('category=Flights')).toHaveLength(1);
    expect(await found('category=Other')).toEqual([]);
    const day = (offset: number) =>
      new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
    expect(await found(`from=${day(-1)}&to=${day(1)}`)).toHaveLength(3);
    expect(await found(`from=${day(2)}`)).toEqual([]);
    expect(await found(`to=${day(-2)}`)).toEqual([]);
  });

  it('takes days as they are in the visitor’s time zone', async () => {
    const { memories } = (await atServer(installation, 'ann')).picard;
    const [memory] = (await memories.list({ limit: 1 })).memories;
    // 26 hours apart: what is today in the one is never today in the other.
    const [east, west] = ['Pacific/Kiritimati', 'Etc/GMT+12'];
    const dayIn = (timeZone: string) =>
      new Intl.DateTimeFormat('en-CA', { timeZone }).format(memory?.createdAt);
    const countIn = async (zone: string, day: string) => {
      ann.cookies.set('picard-app-zone', zone);
      const page = await ann.open(`/search?q=window&all=1&from=${day}&to=${day}`);
      ann.cookies.delete('picard-app-zone');
      return cardsOf(page).length;
    };
    expect(await countIn(east, dayIn(east))).toBe(3);
    expect(await countIn(west, dayIn(west))).toBe(3);
    expect(await countIn(west, dayIn(east))).toBe(0);
    expect(await countIn(east, dayIn(west))).toBe(0);
  });

  it('offers more when there may be more', async () => {
    const { memories } = (await atServer(installation, 'bob')).picard;
    for (let index = 0; index < 12; index += 1) {
      await memories.submit({ text: `Tulip number ${index}.`, permission: 'public' });
    }
    const page = await ann.open('/search?q=tulip+number&scope=public');
    expect(cardsOf(page)).toHaveLength(10);
    expect(statusOf(page)).toBe(english.search.found(10, true));
    const more = page.document
      .querySelectorAll('a')
      .find((link) => link.text.trim() === english.search.more(20));
    const next = await ann.open(more?.getAttribute('href') ?? '');
    expect(cardsOf(next).length).toBeGreaterThanOrEqual(12);
    expect(next.url.searchParams.get('scope')).toBe('public');
  });

  it('says what to do when nothing comes near, and when the filters leave nothing', async () => {
    const nothing = await ann.open('/search?q=quantum+chromodynamics');
    expect(statusOf(nothing)).toBe(english.search.found(0, false));
    expect(nothing.text).toContain(english.search.nothingTitle);
    const distant = nothing.document
      .querySelectorAll('a')
      .find((link) => link.text.trim() === english.search.showDistant);
    expect(cardsOf(await ann.open(distant?.getAttribute('href') ?? '')).length).toBeGreaterThan(0);

    const narrowed = await ann.open('/search?q=window&tags=nothing');
    const clear = narrowed.document
      .querySelectorAll('a')
      .find((link) => link.text.trim() === english.search.clear);
    expect(cardsOf(await ann.open(clear?.getAttribute('href') ?? '')).length).toBeGreaterThan(0);
  });

  it('has ideas before anything is asked, each a search', async () => {
    const page = await ann.open('/search');
    const ideas = page.document.querySelectorAll('#search-results a');
    expect(ideas.map((idea) => idea.text.trim())).toContain('planes');
    for (const idea of ideas) {
      const href = idea.getAttribute('href') ?? '';
      expect((await ann.open(href)).url.searchParams.get('q')).toBe(idea.text.trim());
    }
  });

  it('works as a form', async () => {
    const page = await ann.submit(await ann.open('/search'), '/search', {
      q: 'peanuts',
      scope: 'own',
    });
    expect(textsOf(page)).toEqual(['Allergic to peanuts & cashews.']);
  });

  it('passes over what an address says wrongly', async () => {
    const page = await ann.open(
      '/search?q=peanuts&scope=everything&permission=mine&from=yesterday&to=2026-02-30&count=7&count=10&tags=&category=%20&foo=bar&q=other',
    );
    expect(page.status).toBe(200);
    expect(textsOf(page)).toEqual(['Allergic to peanuts & cashews.']);
  });

  it('lets nothing act that stands in a question or in a memory', async () => {
    const { memories } = (await atServer(installation, 'ann')).picard;
    const { id } = await memories.submit({
      text: '<script>alert("grapefruit")</script> [grapefruit](javascript:alert(1)) &lt;img src=x onerror=alert(1)&gt; &amp;mark; grapefruit',
    });
    const question = '"><script>alert(1)</script> grapefruit amp lt script mark';
    const page = await ann.open(`/search?q=${encodeURIComponent(question)}&all=1`);
    const scripts = page.document.querySelectorAll('script');
    expect(scripts.every((script) => script.hasAttribute('src') && script.text === '')).toBe(true);
    const card = page.document.querySelector(`#memory-${id}`);
    expect(card?.querySelectorAll('img, script, a[href^="javascript"]')).toEqual([]);
    expect(card?.querySelector('.markdown')?.textContent).toContain(
      '<script>alert("grapefruit")</script>',
    );
    expect(page.document.querySelector('#field-q')?.getAttribute('value')).toBe(question);
    await memories.delete(id);
  });

  it('says when a question is too long, and keeps it', async () => {
    const page = await ann.open(`/search?q=${'x'.repeat(10_001)}`);
    expect(page.status).toBe(422);
    expect(page.text).toContain(english.search.tooLong);
    expect(page.document.querySelector('#field-q')?.getAttribute('value')).toHaveLength(10_001);
  });

  it('asks for the login, and goes on with the question after it', async () => {
    const stranger = visitor(installation.url);
    const login = await stranger.open('/search?q=peanuts');
    expect(login.status).toBe(401);
    const page = await stranger.submit(login, '/login', {
      login: 'ann',
      password: 'correct horse battery',
    });
    expect(textsOf(page)).toEqual(['Allergic to peanuts & cashews.']);
  });

  it('keeps the question while the memory server is down', async () => {
    await installation.stopServer();
    try {
      const page = await ann.open('/search?q=peanuts&tags=food&scope=visible');
      expect(page.status).toBe(503);
      expect(page.document.querySelector('[role=alert]')?.text).toContain(
        english.failures.byCode.unreachable,
      );
      expect(page.document.querySelector('#field-q')?.getAttribute('value')).toBe('peanuts');
      expect(page.document.querySelector('#field-tags')?.getAttribute('value')).toBe('food');
      const live = await ann.open('/search?q=peanuts', { 'hx-request': 'true' });
      expect(live.status).toBe(503);
      expect(live.headers.get('hx-trigger')).toContain('toast');
    } finally {
      await installation.startServer();
    }
    expect(textsOf(await ann.open('/search?q=peanuts'))).toHaveLength(1);
  });
});
