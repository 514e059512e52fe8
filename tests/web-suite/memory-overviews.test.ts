import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Installation, startInstallation } from './installation.js';
import { type Member, member } from './member.js';
import type { Page } from './visitor.js';
import { english } from './words.js';

const { timeline } = english.memories;

let installation: Installation;
let ann: Member;
let bob: Member;

beforeAll(async () => {
  installation = await startInstallation();
  ann = await member(installation, 'ann');
  bob = await member(installation, 'bob');
});
afterAll(() => installation?.close());

const tagsOf = ({ document }: Page) =>
  document
    .querySelectorAll('.tag-bar')
    .map((bar) => [
      bar.querySelector('.tag-name')?.text.trim(),
      bar.querySelector('.tag-count')?.text.trim(),
    ]);

const editTag = (name: string) => `/memories/tags/edit?${new URLSearchParams({ name })}`;

describe('the tags', () => {
  it('say what to do while there are none', async () => {
    const page = await bob.visit.open('/memories/tags');
    expect(page.text).toContain(english.memories.tags.empty);
  });

  it('are shown by use, with bars and links to their memories', async () => {
    await ann.add(
      { text: 'one', tags: ['sea', 'sun & "more"'] },
      { text: 'two', tags: ['sea'] },
      { text: 'three', tags: ['sea'] },
      { text: 'four', tags: ['sea', 'old'], expiration_date: '2024-01-01T00:00:00Z' },
    );
    const page = await ann.visit.open('/memories/tags');
    expect(tagsOf(page)).toEqual([
      ['sea', english.memories.tags.count(3)],
      ['sun & "more"', english.memories.tags.count(1)],
    ]);
    const widths = page.document
      .querySelectorAll('.tag-bar rect')
      .map((rect) => Number.parseFloat(rect.getAttribute('width') ?? ''));
    expect(widths[0]).toBe(100);
    expect(widths[1]).toBeLessThan(100);
    const link = page.document.querySelectorAll('.tag-name')[1]?.getAttribute('href') ?? '';
    const list = await ann.visit.open(link.replaceAll('&amp;', '&'));
    expect(list.document.querySelectorAll('.memory-card').length).toBe(1);
  });

  it('are renamed everywhere, expired memories included', async () => {
    const asked = await ann.visit.open(editTag('sea'));
    const done = await ann.visit.submit(asked, '/memories/tags/edit', { name: ' ocean ' });
    expect(done.text).toContain(english.memories.tags.renamed('sea', 'ocean', 4));
    expect(tagsOf(done)[0]).toEqual(['ocean', english.memories.tags.count(3)]);
    const { memories } = await ann.memories.list({ expired: true });
    expect(memories.map(({ tags }) => tags)).toEqual([['ocean', 'old']]);
  });

  it('are joined only when that was confirmed, each memory carrying the tag once', async () => {
    const [both = ''] = await ann.add({ text: 'both', tags: ['ocean', 'salt', 'water'] });
    const asked = await ann.visit.open(editTag('water'));
    const sure = await ann.visit.submit(asked, '/memories/tags/edit', { name: 'ocean' });
    expect(sure.text).toContain(english.memories.tags.mergeTitle('water', 'ocean'));
    expect(sure.text).toContain(english.memories.tags.mergeText('ocean', 4));
    expect((await ann.memories.get(both)).tags).toEqual(['ocean', 'salt', 'water']);
    await ann.visit.submit(sure, '/memories/tags/edit');
    expect((await ann.memories.get(both)).tags).toEqual(['ocean', 'salt']);
  });

  it('are taken away, and the memories stay', async () => {
    const [id = ''] = await ann.add({ text: 'kept', tags: ['doomed', 'kept'] });
    const page = await ann.visit.open(editTag('doomed'));
    const token = page.document.querySelector('main [name=_csrf]')?.getAttribute('value') ?? '';
    const done = await ann.visit.send('/memories/tags/edit', {
      method: 'POST',
      body: new URLSearchParams({ _csrf: token, label: 'doomed', action: 'remove' }),
      headers: { origin: installation.url },
    });
    expect(done.text).toContain(english.memories.tags.removed('doomed'));
    expect((await ann.memories.get(id)).tags).toEqual(['kept']);
  });

  it.each([
    ['', english.memories.tags.missing],
    ['ocean', english.memories.tags.same],
    ['x'.repeat(65), english.memories.tags.tooLong(64)],
  ])('keep their name when the new one is no name: %j', async (name, reason) => {
    const asked = await ann.visit.open(editTag('ocean'));
    const again = await ann.visit.submit(asked, '/memories/tags/edit', { name });
    expect(again.status).toBe(422);
    expect(again.text).toContain(reason);
    expect(again.document.querySelector('#field-name')?.getAttribute('value')).toBe(name);
  });

  it('that are gone meanwhile are told', async () => {
    const asked = await ann.visit.open(editTag('never there'));
    const done = await ann.visit.submit(asked, '/memories/tags/edit', { name: 'else' });
    expect(done.text).toContain(english.memories.tags.gone);
  });

  it('keep what was typed while the server is away', async () => {
    await ann.add({ text: 'The water was warm.', tags: ['lake'] });
    const asked = await ann.visit.open(editTag('lake'));
    await installation.stopServer();
    const page = await ann.visit.submit(asked, '/memories/tags/edit', { name: 'pond' });
    await installation.startServer();
    expect(page.status).toBe(503);
    const done = await ann.visit.submit(page, '/memories/tags/edit');
    expect(done.text).toContain(english.memories.tags.renamed('lake', 'pond', 1));
  });
});

describe('the categories', () => {
  it('are shown by use, renamed, merged and removed', async () => {
    const dee = await member(installation, 'dee');
    const [one = '', two = '', three = ''] = await dee.add(
      { text: 'one', category: 'Work' },
      { text: 'two', category: 'Work' },
      { text: 'three', category: 'Job' },
    );
    const categoryOf = async (id: string) => (await dee.memories.get(id)).category;
    const { categories } = english.memories;
    const page = await dee.visit.open('/memories/tags');
    expect(tagsOf(page)).toEqual([
      ['Work', categories.count(2)],
      ['Job', categories.count(1)],
    ]);
    const edit = (name: string) =>
      dee.visit.open(`/memories/tags/edit-category?${new URLSearchParams({ name })}`);
    const action = '/memories/tags/edit-category';
    await dee.visit.submit(await edit('Work'), action, { name: 'work' });
    expect(await categoryOf(one)).toBe('work');
    const sure = await dee.visit.submit(await edit('Job'), action, { name: 'Work' });
    expect(sure.text).toContain(categories.mergeTitle('Job', 'work'));
    expect(await categoryOf(three)).toBe('Job');
    await dee.visit.submit(sure, action);
    expect(await categoryOf(three)).toBe('work');
    const gone = await dee.visit.submit(await edit('work'), action, { action: 'remove' });
    expect(gone.text).toContain(categories.removed('work'));
    expect(await categoryOf(two)).toBeUndefined();
  });
});

describe('the timeline', () => {
  const barsOf = ({ document }: Page) =>
    document
      .querySelectorAll('.timeline-bar')
      .map((bar) => bar.querySelector('.visually-hidden')?.text.trim());
  let cleo: Member;

  it('says what to do while there is nothing', async () => {
    cleo = await member(installation, 'cleo');
    expect((await cleo.visit.open('/memories/timeline')).text).toContain(timeline.empty);
  });

  it('counts by the months of the visitor, without gaps, as bars and as a table', async () => {
    cleo.visit.cookies.set('picard-app-zone', 'Asia/Kolkata');
    await cleo.add(
      // Half past eleven at night in UTC is the next morning, and month, in India.
      { text: 'a', created_at: '2030-01-31T23:30:00Z' },
      { text: 'b', created_at: '2030-02-10T12:00:00Z' },
      { text: 'c', created_at: '2030-04-01T00:00:00Z' },
    );
    const page = await cleo.visit.open('/memories/timeline?by=month');
    expect(barsOf(page)).toEqual([
      'April 2030: 1 memory',
      'March 2030: 0 memories',
      'February 2030: 2 memories',
    ]);
    const rows = page.document
      .querySelectorAll('.period-table tbody tr')
      .map((row) => row.querySelectorAll('th, td').map((cell) => cell.text.trim()));
    expect(rows).toEqual([
      ['April 2030', '1'],
      ['February 2030', '2'],
    ]);
  });

  it('leads from a bar to the memories that it counts', async () => {
    const page = await cleo.visit.open('/memories/timeline?by=month');
    const link = page.document.querySelectorAll('a.timeline-bar')[1]?.getAttribute('href') ?? '';
    const list = await cleo.visit.open(link.replaceAll('&amp;', '&'));
    expect(list.document.querySelectorAll('.memory-card').length).toBe(2);
  });

  it('begins weeks on Monday, and chooses what fits', async () => {
    const page = await cleo.visit.open('/memories/timeline');
    expect(page.document.querySelector('.timeline-units .active')?.text).toContain('week');
    expect(barsOf(page)[0]).toBe(timeline.bar(timeline.weekOf('1 Apr 2030'), 1));
    expect(barsOf(page).at(-1)).toBe(timeline.bar(timeline.weekOf('28 Jan 2030'), 1));
  });

  it('counts at most 5,000, and says so', async () => {
    const dora = await member(installation, 'dora');
    await dora.add(
      ...Array.from({ length: 5_100 }, (_, index) => ({
        text: `Note ${index}`,
        created_at: new Date(Date.UTC(2030, 0, 1) - index * 3_600_000).toISOString(),
      })),
    );
    const page = await dora.visit.open('/memories/timeline?by=year');
    expect(page.text).toContain(timeline.bounded(5_000, '…').split('…')[0]);
  });
});

describe("other people's memories", () => {
  it('are found by username, and are those that the visitor may read', async () => {
    await bob.picard.profile.update({ settings: { discoverable: true } });
    await bob.add(
      { text: 'Secret of Bob', tags: ['s'] },
      { text: 'Public of Bob', permission: 'public', created_at: '2020-01-01T00:00:00Z' },
      { text: 'Shared by Bob', permission: 'shared', shared_with: { user_ids: [ann.id] } },
    );
    const ask = await ann.visit.open('/memories/others');
    const page = await ann.visit.submit(ask, '/memories/others', { add_who: 'BOB' });
    expect(page.text).toContain(english.memories.others.titleOf('bob'));
    const cards = page.document.querySelectorAll('.memory-card').map((card) => card.text);
    expect(cards.length).toBe(2);
    expect(cards[0]).toContain('Shared by Bob');
    expect(cards[0]).toContain(english.memories.card.permissionOfOther.shared);
    expect(cards[0]).toContain(english.memories.card.by('bob'));
    expect(page.document.querySelector('[data-dialog]')).toBeNull();
    expect(page.document.querySelector('#bulk')).toBeNull();

    const filtered = await ann.visit.submit(page, '/memories/others', { words: 'shared' });
    expect(filtered.document.querySelectorAll('.memory-card').length).toBe(1);
    expect(filtered.url.searchParams.get('of')).toBe(bob.id);
  });

  it('say who does not let themself be found', async () => {
    const ask = await ann.visit.open('/memories/others');
    const page = await ann.visit.submit(ask, '/memories/others', { add_who: 'nobody-here' });
    expect(page.status).toBe(422);
    expect(page.text).toContain(english.memories.others.unknown('nobody-here'));
  });

  it('offer the people of the groups', async () => {
    const group = await bob.picard.groups.create({ name: 'Boat' });
    await bob.picard.groups.addMembers(group.id, [ann.id]);
    const page = await ann.visit.open('/memories/others');
    const link = page.document.querySelector(`a[href="/memories/others?of=${bob.id}"]`);
    expect(link?.text.trim()).toBe('bob');
  });

  it('show nothing of what has expired, and nothing of strangers', async () => {
    const page = await ann.visit.open(`/memories/others?of=${bob.id}&expiry=expired`);
    expect(page.status).toBe(200);
    const stranger = await ann.visit.open(`/memories/others?of=${crypto.randomUUID()}`);
    expect(stranger.status).toBe(200);
    expect(stranger.document.querySelectorAll('.memory-card')).toEqual([]);
  });

  it("lead to the visitor's own list when these are asked for", async () => {
    const page = await ann.visit.open(`/memories/others?of=${ann.id}`);
    expect(page.url.pathname).toBe('/memories');
  });
});
