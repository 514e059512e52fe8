import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Installation, startInstallation } from './installation.js';
import { type Member, member } from './member.js';
import type { Page } from './visitor.js';
import { english } from './words.js';

const now = new Date('2031-05-20T12:00:00Z');
const dayMs = 86_400_000;
const daysAgo = (days: number) => new Date(now.getTime() - days * dayMs).toISOString();

let installation: Installation;
let ann: Member;

beforeAll(async () => {
  installation = await startInstallation();
  ann = await member(installation, 'ann');
});
afterAll(() => installation?.close());

/** The texts of the cards, in order. */
function textsOf({ document }: Page): readonly string[] {
  return document.querySelectorAll('#cards .memory-text').map((each) => each.text.trim());
}

function linkOf({ document }: Page, rel: 'next' | 'prev'): string | undefined {
  return document.querySelector(`a[rel="${rel}"]`)?.getAttribute('href')?.replaceAll('&amp;', '&');
}

describe('an empty list', () => {
  it('says what to do', async () => {
    const page = await ann.visit.open('/memories');
    expect(page.status).toBe(200);
    expect(page.text).toContain(english.memories.list.nothingYet);
    expect(page.document.querySelector('.empty-state a[href="/memories/new"]')).not.toBeNull();
  });
});

describe('the filters', () => {
  let bob: Member;
  beforeAll(async () => {
    bob = await member(installation, 'bob');
    const later = new Date(Date.now() + 3 * dayMs).toISOString();
    const muchLater = new Date(Date.now() + 20 * dayMs).toISOString();
    await bob.add(
      {
        text: 'Trinkt **Café** am liebsten schwarz',
        tags: ['food', 'drink'],
        created_at: daysAgo(1),
      },
      {
        text: 'Prefers window seats',
        tags: ['travel'],
        category: 'flights',
        created_at: daysAgo(2),
      },
      { text: 'Everybody may know this', permission: 'public', created_at: daysAgo(3) },
      { text: 'Gone soon', expiration_date: later, created_at: daysAgo(4) },
      { text: 'Gone in weeks', expiration_date: muchLater, created_at: daysAgo(5) },
      { text: 'Gone already', expiration_date: '2026-01-01T00:00:00Z', created_at: daysAgo(6) },
      { text: 'Comma', tags: ['a, b'], created_at: daysAgo(7) },
    );
  });

  it.each([
    ['words, whatever their case', 'words=CAF%C3%89+schwarz', ['Trinkt Café am liebsten schwarz']],
    ['words within words', 'words=indow', ['Prefers window seats']],
    ['a tag', 'tag=travel', ['Prefers window seats']],
    ['several tags at once', 'tag=food&tag=drink', ['Trinkt Café am liebsten schwarz']],
    [
      'any of several tags',
      'tag=drink&tag=travel&match=any',
      ['Trinkt Café am liebsten schwarz', 'Prefers window seats'],
    ],
    ['a tag with a comma in it', `tag=${encodeURIComponent('a, b')}`, ['Comma']],
    ['a category', 'category=flights', ['Prefers window seats']],
    [
      'no category',
      'uncategorized=yes&tag=travel&tag=food&match=any',
      ['Trinkt Café am liebsten schwarz'],
    ],
    ['a permission', 'permission=public', ['Everybody may know this']],
    ['what expires within a week', 'expiry=week', ['Gone soon']],
    ['what expires within a month', 'expiry=month', ['Gone soon', 'Gone in weeks']],
    ['what has expired', 'expiry=expired', ['Gone already']],
    [
      'what never expires',
      'expiry=never&sort=oldest',
      [
        'Comma',
        'Everybody may know this',
        'Prefers window seats',
        'Trinkt Café am liebsten schwarz',
      ],
    ],
    ['days', 'from=2031-05-18&to=2031-05-18', ['Prefers window seats']],
    [
      'several of them together',
      'words=know&permission=public&expiry=never',
      ['Everybody may know this'],
    ],
  ])('lets through by %s', async (_what, query, expected) => {
    expect(textsOf(await bob.visit.open(`/memories?${query}`))).toEqual(expected);
  });

  it('marks what was found, and nothing that could act', async () => {
    await bob.add({ text: 'An <img src=x onerror=alert(1)> & "amp" here', created_at: daysAgo(8) });
    const page = await bob.visit.open('/memories?words=amp+img');
    const marks = page.document.querySelectorAll('#cards mark').map((mark) => mark.text);
    expect(marks).toEqual(['img', 'amp']);
    expect(page.document.querySelector('#cards img')).toBeNull();
    expect(textsOf(page)).toEqual(['An <img src=x onerror=alert(1)> & "amp" here']);
  });

  it('shows what is chosen, each with a way to take it away', async () => {
    const page = await bob.visit.open('/memories?words=prefers&tag=travel&expiry=never');
    const chips = page.document.querySelectorAll('.filter-chip');
    const without = chips.map((chip) => chip.getAttribute('href')?.replaceAll('&amp;', '&'));
    expect(without).toEqual([
      '/memories?tag=travel&expiry=never',
      '/memories?words=prefers&expiry=never',
      '/memories?words=prefers&tag=travel',
    ]);
    expect(page.document.querySelector('#filter-words')?.getAttribute('value')).toBe('prefers');
    expect(page.document.querySelector('#filter-tags')?.getAttribute('value')).toBe('travel');
  });

  it('works by its form without scripts, and leads to an address that can be kept', async () => {
    const start = await bob.visit.open('/memories');
    const page = await bob.visit.submit(start, '/memories', { words: 'window', tags: 'travel' });
    expect(page.url.pathname + page.url.search).toBe('/memories?words=window&tag=travel');
    expect(textsOf(page)).toEqual(['Prefers window seats']);
  });

  it('says that nothing matches, and what to do', async () => {
    const page = await bob.visit.open('/memories?words=zeppelin');
    expect(page.text).toContain(english.memories.list.nothingMatches);
    expect(page.document.querySelector('a[href="/search?q=zeppelin"]')).not.toBeNull();
  });

  it('says what is wrong with days, and keeps the rest', async () => {
    const turned = await bob.visit.open('/memories?words=window&from=2031-05-18&to=2031-05-17');
    expect(turned.status).toBe(422);
    expect(turned.text).toContain(english.memories.list.turnedAround);
    expect(turned.document.querySelector('#filter-words')?.getAttribute('value')).toBe('window');
    expect((await bob.visit.open('/memories?from=2031-02-30')).text).toContain(
      english.memories.list.badDate,
    );
  });

  it('takes whatever an address holds', async () => {
    const page = await bob.visit.open(
      '/memories?permission=root&size=9999&sort=%00&expiry=&page=-1&cursor=%F0%9F%98%80&tag=&of=1',
    );
    expect(page.status).toBe(200);
    expect(textsOf(page).length).toBeGreaterThan(0);
  });
});

describe('days of the visitor', () => {
  it('begin and end where the visitor is, also when the clocks change', async () => {
    const zoe = await member(installation, 'zoe');
    zoe.visit.cookies.set('picard-app-zone', 'America/New_York');
    await zoe.add(
      // 9 March 2031: the clocks go forward in New York, the day has 23 hours.
      { text: 'before', created_at: '2031-03-09T04:59:59.999Z' },
      { text: 'first', created_at: '2031-03-09T05:00:00.000Z' },
      { text: 'last', created_at: '2031-03-10T03:59:59.999Z' },
      { text: 'after', created_at: '2031-03-10T04:00:00.000Z' },
    );
    const page = await zoe.visit.open('/memories?from=2031-03-09&to=2031-03-09');
    expect(textsOf(page)).toEqual(['last', 'first']);
  });
});

describe('pages', () => {
  const total = 1_150;
  let cleo: Member;
  beforeAll(async () => {
    cleo = await member(installation, 'cleo');
    await cleo.add(
      ...Array.from({ length: total }, (_, index) => ({
        text: `Note ${index}${index % 9 === 0 ? ' about llamas' : ''}`,
        created_at: new Date(now.getTime() - index * 60_000).toISOString(),
      })),
    );
  });

  it.each([
    ['all of them', '', Array.from({ length: total }, (_, index) => index)],
    [
      'those of the filter',
      '&words=llamas',
      Array.from({ length: total }, (_, index) => index).filter((index) => index % 9 === 0),
    ],
  ])('show %s once and in order, and lead back the same way', async (_what, filter, expected) => {
    const seen: string[][] = [];
    let page = await cleo.visit.open(`/memories?size=100${filter}`);
    for (;;) {
      seen.push([...textsOf(page)]);
      const next = linkOf(page, 'next');
      if (next === undefined) break;
      page = await cleo.visit.open(next);
    }
    const numbers = seen.flat().map((text) => Number(/\d+/.exec(text)?.[0]));
    expect(numbers).toEqual(expected);
    for (const texts of seen.toReversed().slice(1)) {
      page = await cleo.visit.open(linkOf(page, 'prev') ?? '');
      expect(textsOf(page)).toEqual(texts);
    }
    expect(linkOf(page, 'prev')).toBeUndefined();
  });

  it('keep their place when something before them is deleted', async () => {
    const first = await cleo.visit.open('/memories?size=10&sort=oldest');
    const second = await cleo.visit.open(linkOf(first, 'next') ?? '');
    const before = textsOf(second);
    const [gone] = first.document.querySelectorAll('#cards input[name=id]');
    await cleo.memories.delete(gone?.getAttribute('value') ?? '');
    const again = await cleo.visit.open(second.url.pathname + second.url.search);
    expect(textsOf(again)).toEqual(before);
  });

  it('of other filters lead to the first one, and say so', async () => {
    const first = await cleo.visit.open('/memories?size=10');
    const next = linkOf(first, 'next') ?? '';
    const page = await cleo.visit.open(`${next}&category=other`);
    expect(page.url.search).toBe('?category=other&size=10');
    expect(page.text).toContain(english.memories.list.staleCursor);
  });

  it('go back far, and then to the first', async () => {
    let page = await cleo.visit.open('/memories?size=10');
    for (let step = 0; step < 40; step += 1)
      page = await cleo.visit.open(linkOf(page, 'next') ?? '');
    expect(page.text).toContain(english.memories.list.page(41));
    expect(page.url.href.length).toBeLessThan(4_000);
    for (let step = 0; step < 24; step += 1)
      page = await cleo.visit.open(linkOf(page, 'prev') ?? '');
    expect(page.text).toContain(english.memories.list.page(17));
    expect(page.document.querySelector('a[rel=prev]')?.text.trim()).toBe(
      english.memories.list.first,
    );
  });
});

it('comes back to the page of the list after editing, with its filters and place', async () => {
  const gus = await member(installation, 'gus');
  const [id = ''] = await gus.add({ text: 'Old words', tags: ['here'] });
  const path = `/memories/${id}?edit=1`;
  const referer = `${installation.url}/memories?tag=here&sort=oldest`;
  const editor = await gus.visit.open(path, { referer });
  const page = await gus.visit.submit(editor, `/memories/${id}`, { text: 'New words' });
  expect(page.url.pathname + page.url.search).toBe('/memories?tag=here&sort=oldest');
  expect(textsOf(page)).toEqual(['New words']);
});

describe('how many there are', () => {
  it('is told for all pages, and not where words are looked for', async () => {
    const hal = await member(installation, 'hal');
    await hal.add(...Array.from({ length: 30 }, (_, index) => ({ text: `Note ${index}` })));
    const statusOf = async (path: string) =>
      (await hal.visit.open(path)).document.querySelector('#list-status')?.text.trim();
    expect(await statusOf('/memories?size=10')).toBe(english.memories.list.total(30, false));
    expect(await statusOf('/memories?size=10&words=note')).toBe(english.memories.list.shown(10));
  });
});

describe('looking through many', () => {
  it('stops after a while, says so, and goes on from there', async () => {
    const dora = await member(installation, 'dora');
    const note = (index: number) => ({
      text: index === 2_150 ? 'The needle' : `Hay ${index}`,
      created_at: new Date(now.getTime() - index * 60_000).toISOString(),
    });
    await dora.add(...Array.from({ length: 2_200 }, (_, index) => note(index)));
    let page = await dora.visit.open('/memories?words=needle');
    expect(page.text).toContain(english.memories.list.cutShort);
    expect(page.text).toContain(english.memories.list.noneFurther);
    // How far the server gets at a time depends on the machine.
    for (let step = 0; step < 20 && textsOf(page).length === 0; step += 1) {
      page = await dora.visit.open(linkOf(page, 'next') ?? '');
    }
    expect(textsOf(page)).toEqual(['The needle']);
    expect(linkOf(page, 'next')).toBeUndefined();
  });
});
