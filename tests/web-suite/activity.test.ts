import { newId, type UserId } from '@picard-mcp/core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Installation, startInstallation } from './installation.js';
import { letBeFound, memoryUserOf } from './memory-user.js';
import { type Page, type Visitor, visitor } from './visitor.js';
import { english } from './words.js';

let installation: Installation;
let ann: Visitor;
let _annId: UserId;

beforeAll(async () => {
  installation = await startInstallation();
  ann = await join('ann');
  _annId = await memoryUserOf(installation, 'ann');
});
afterAll(() => installation?.close());

async function join(username: string): Promise<Visitor> {
  const who = visitor(installation.url);
  await who.register(username);
  await who.connect();
  // The server records behind its answers.
  const userId = await memoryUserOf(installation, username);
  const { activity } = installation.server.store;
  const connecting = { userId, action: 'direct_connect', limit: 1 };
  await vi.waitFor(async () => expect(await activity.list(connecting)).toHaveLength(1));
  return who;
}

/** Puts something into the record, as if it had been done so many days ago. */
async function note(
  userId: UserId,
  action: string,
  daysAgo: number,
  fields: Partial<
    Parameters<Installation['server']['store']['activity']['append']>[0][number]
  > = {},
): Promise<void> {
  await installation.server.store.activity.append([
    {
      id: newId(),
      at: new Date(Date.now() - daysAgo * 86_400_000),
      action,
      outcome: 'success',
      userId,
      reason: undefined,
      clientId: undefined,
      address: undefined,
      durationMs: undefined,
      details: undefined,
      ...fields,
    },
  ]);
}

const entriesOf = (page: Page) =>
  page.document
    .querySelectorAll('.activity-entry')
    .map((entry) => entry.text.replace(/\s+/g, ' ').trim());

it('says in words what was done, and never by the name of a tool', async () => {
  const page = await ann.open('/activity');
  expect(page.status).toBe(200);
  expect(page.text).toContain(english.activity.action('direct_connect'));
  const main = page.document.querySelector('main')?.text ?? '';
  expect(main).not.toMatch(/\b[a-z]+_[a-z]+\b/);
});

describe('the picture', () => {
  let page: Page;
  beforeAll(async () => {
    const bob = await join('bob');
    const bobId = await memoryUserOf(installation, 'bob');
    for (const daysAgo of [1, 1, 1, 20, 60]) await note(bobId, 'query_memory', daysAgo);
    await note(bobId, 'delete_memory', 1);
    bob.cookies.set('picard-app-zone', 'America/New_York');
    page = await bob.open('/activity?days=7&action=');
  });

  it('has a bar for each kind of each day, with its numbers; the table says the same', () => {
    const titles = page.document.querySelectorAll('.activity-bar title').map(({ text }) => text);
    expect(titles).toContainEqual(
      expect.stringContaining(english.activity.bar('', english.activity.kind('asked'), 3)),
    );
    expect(titles).toContainEqual(
      expect.stringContaining(english.activity.bar('', english.activity.kind('deleted'), 1)),
    );
    const drawn = titles.reduce((sum, title) => sum + Number(/(\d+) ×$/.exec(title)?.[1]), 0);
    const totals = page.document
      .querySelectorAll('details tbody tr')
      .map((row) => Number(row.querySelector('td:last-child')?.text));
    expect(totals.reduce((sum, count) => sum + count, 0)).toBe(drawn);
    expect(page.text).toContain(english.activity.chart(drawn, 7));
  });

  it('fills each kind in a way of its own, which the legend shows beside its name', () => {
    const fills = page.document
      .querySelectorAll('.activity-bar')
      .map((bar) => bar.getAttribute('fill') ?? '');
    for (const fill of fills) {
      const id = /^url\((#[\w-]+)\)$/.exec(fill)?.[1] ?? '';
      expect(page.document.querySelector(`pattern${id}`)).toBeTruthy();
    }
    const patterns = page.document
      .querySelectorAll('pattern')
      .map(({ innerHTML }) => innerHTML.replace(/class="[^"]*"/g, ''));
    expect(new Set(patterns).size).toBe(6);
    expect(page.document.querySelectorAll('figure li .activity-swatch')).toHaveLength(6);
  });

  it('draws nothing that the policy forbids', () => {
    expect(page.html).not.toMatch(/\sstyle=|<style|\son\w+=/);
  });

  it('says that its days are those of UTC, to whoever lives elsewhere', async () => {
    expect(page.text).toContain(english.activity.utc('America/New_York'));
    const utc = await join('utc');
    utc.cookies.set('picard-app-zone', 'UTC');
    expect((await utc.open('/activity')).text).not.toContain(english.activity.utc('UTC'));
  });

  it('goes back as far as is asked for, and no further', async () => {
    const bob = visitor(installation.url);
    await bob.login('bob');
    const searched = async (query: string) => {
      const { document } = await bob.open(`/activity?action=query_memory&${query}`);
      return document.querySelector('.action-table td')?.text;
    };
    expect(await searched('days=7')).toBe('3');
    expect(await searched('days=30')).toBe('4');
    expect(await searched('days=90')).toBe('5');
    for (const days of ['', '8', '-1', 'x', '1e9'])
      expect(await searched(`days=${days}`)).toBe('4');
  });
});

describe('the list', () => {
  it('tells this application from others, and from where others came', async () => {
    const cid = await join('cid');
    const id = await memoryUserOf(installation, 'cid');
    const address = '203.0.113.9';
    await note(id, 'query_memory', 0, { clientId: 'https://client.example/id.json', address });
    await note(id, 'get_memory', 0, { clientId: 'a1b2c3d4-0000-4000-8000-000000000000', address });
    await note(id, 'login', 0, { address });
    const entries = entriesOf(await cid.open('/activity'));
    const entry = (name: string) =>
      entries.find((each) => each.includes(english.activity.action(name)));
    const { from, noApplication, otherApplication, thisApplication } = english.activity;
    expect(entry('direct_connect')).toContain(thisApplication);
    expect(entry('direct_connect')).not.toContain(from(''));
    expect(entry('query_memory')).toContain(
      `${otherApplication('client.example')} ${from(address)}`,
    );
    expect(entry('get_memory')).toContain(otherApplication('a1b2c3d4…'));
    expect(entry('login')).toContain(`${noApplication} ${from(address)}`);
  });

  it('says what was refused and what failed, and why', async () => {
    const dan = await join('dan');
    const id = await memoryUserOf(installation, 'dan');
    await note(id, 'get_memory', 0, { outcome: 'refused', reason: 'not_found' });
    await note(id, 'query_persona', 0, { outcome: 'failed', reason: 'unavailable' });
    await note(id, 'new_tool', 0, { outcome: 'refused', reason: 'new_reason' });
    const entries = entriesOf(await dan.open('/activity'));
    const { failed, reason, refused } = english.activity;
    expect(entries).toContainEqual(expect.stringContaining(`${refused} ${reason('not_found')}`));
    expect(entries).toContainEqual(expect.stringContaining(`${failed} ${reason('unavailable')}`));
    expect(entries).toContainEqual(
      expect.stringMatching(new RegExp(`New tool.*${refused} new reason`)),
    );
  });

  it('leads to what something was done to, while that is there, and names people', async () => {
    const eve = await join('eve');
    const id = await memoryUserOf(installation, 'eve');
    await join('fay');
    const fayId = await letBeFound(installation, 'fay', 'Fay Wray');
    const memory = newId();
    await note(id, 'get_memory', 0, { details: { memory_id: memory } });
    await note(id, 'delete_memory', 0, { details: { memory_id: newId() } });
    await note(id, 'query_user', 0, { details: { user_id: fayId } });
    const page = await eve.open('/activity');
    const links = page.document
      .querySelectorAll('.activity-entry a')
      .map((link) => link.getAttribute('href'));
    expect(links).toEqual([`/memories/${memory}`]);
    expect(entriesOf(page)).toContainEqual(expect.stringContaining(': Fay Wray (fay)'));
  });

  it('shows each thing once, page by page, and leads back to the newest', async () => {
    const hal = await join('hal');
    const id = await memoryUserOf(installation, 'hal');
    for (let count = 0; count < 60; count += 1) {
      await note(id, 'query_memory', count / 1_000, { clientId: `https://c${count}.example/` });
    }
    const seen: string[] = [];
    let path: string | undefined = '/activity?days=7&action=query_memory';
    let pages = 0;
    while (path !== undefined) {
      const page: Page = await hal.open(path);
      seen.push(...(page.html.match(/c\d+\.example/g) ?? []));
      pages += 1;
      const links = page.document.querySelectorAll('nav a[href^="/activity?"]');
      path = links.find(({ text }) => text === english.activity.older)?.getAttribute('href');
      const newest = links.find(({ text }) => text.startsWith('Back to'));
      expect(newest?.getAttribute('href')).toBe(
        pages === 1 ? undefined : '/activity?days=7&action=query_memory',
      );
    }
    expect(pages).toBe(3);
    expect(seen).toEqual(Array.from({ length: 60 }, (_, index) => `c${index}.example`));
  });

  it('shows the newest where a place in it makes no sense', async () => {
    for (const cursor of ['rubbish', 'x'.repeat(500), '%00', '<b>']) {
      const page = await ann.open(`/activity?${new URLSearchParams({ days: '7', cursor })}`);
      expect(page.status).toBe(200);
      expect(page.url.pathname).toBe('/activity');
    }
  });
});

describe('the filter', () => {
  it('offers what was done in the time, and shows what is chosen alone', async () => {
    const ida = await join('ida');
    const id = await memoryUserOf(installation, 'ida');
    await note(id, 'query_memory', 0);
    await note(id, 'delete_memory', 1);
    await note(id, 'submit_memory', 60);
    const page = await ida.open('/activity');
    const offered = page.document
      .querySelectorAll('#activity-action option')
      .map(({ text }) => text);
    expect(offered).toEqual(
      expect.arrayContaining([
        english.activity.everything,
        'Searched',
        english.activity.action('delete_memory'),
      ]),
    );
    expect(offered).not.toContain(english.activity.action('submit_memory'));
    const chosen = await ida.submit(page, '/activity', { action: 'query_memory' });
    expect(entriesOf(chosen)).toHaveLength(1);
    expect(chosen.text).toContain(english.activity.chart(1, 30));
    const still = chosen.document
      .querySelectorAll('#activity-action option')
      .map(({ text }) => text);
    expect(still).toContain(english.activity.action('delete_memory'));
    expect(chosen.document.querySelector('#activity-action [selected]')?.text).toBe(
      english.activity.action('query_memory'),
    );
  });

  it('for what was never done says so, and leads back to everything', async () => {
    const page = await ann.open('/activity?days=7&action=delete_persona');
    expect(page.text).toContain(english.activity.nothingOfThis);
    expect(page.document.querySelector('main a[href="/activity?days=7"]')).toBeTruthy();
  });
});

it('is not shown to a stranger', async () => {
  expect((await visitor(installation.url).open('/activity')).status).toBe(401);
});
