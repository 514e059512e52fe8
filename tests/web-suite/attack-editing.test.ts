import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Installation, startInstallation } from './installation.js';
import { type Member, member } from './member.js';
import { type Relay, startRelay } from './relay.js';
import type { Page } from './visitor.js';

let relay: Relay;
let installation: Installation;
let ann: Member;
let bob: Member;

beforeAll(async () => {
  relay = await startRelay();
  installation = await startInstallation({ configuration: { serviceUrl: relay.url } });
  relay.target = installation.server.issuer;
  ann = await member(installation, 'ann');
  bob = await member(installation, 'bob');
});
afterAll(async () => {
  await installation?.close();
  await relay?.close();
});

it('lets one of two tabs say at the same moment who may read a memory, and tells the other', async () => {
  for (let round = 0; round < 5; round += 1) {
    const [id = ''] = await ann.add({
      text: `Shared ${round}`,
      permission: 'shared',
      shared_with: { user_ids: [bob.id] },
    });
    const path = `/memories/${id}`;
    const tabs = await Promise.all([1, 2].map(() => ann.visit.open(`${path}?edit=1`)));
    const pages = await Promise.all(
      tabs.map((tab, index) =>
        ann.visit.submit(tab, path, { permission: index === 0 ? 'private' : 'public' }),
      ),
    );
    expect(pages.map(({ status }) => status).sort()).toEqual([200, 409]);
    const saved = pages[0]?.status === 200 ? 'private' : 'public';
    expect((await ann.memories.get(id as never)).permission).toBe(saved);
  }
});

it('deletes no text that the visitor has not seen, whoever saves it at the same moment', async () => {
  for (let round = 0; round < 5; round += 1) {
    const [id = ''] = await ann.add({ text: 'Before' });
    const path = `/memories/${id}`;
    const [edited, asked] = [
      await ann.visit.open(`${path}?edit=1`),
      await ann.visit.open(`${path}/delete`),
    ];
    const [saved, deleted] = await Promise.all([
      ann.visit.submit(edited, path, { text: 'Changed meanwhile' }),
      ann.visit.submit(asked, `${path}/delete`),
    ]);
    expect([saved.status, deleted.status].sort()).toEqual([200, 409]);
    const { memories } = await ann.memories.listDeleted();
    expect(memories.find((memory) => memory.id === id)?.text).toBe(
      deleted.status === 200 ? 'Before' : undefined,
    );
    expect(saved.html).toContain('Changed meanwhile');
  }
});

it('lets one of two tabs change a persona at the same moment, and tells the other', async () => {
  const { id } = await ann.picard.personas.create({ name: 'Torn', permission: 'private' });
  const path = `/personas/${id}`;
  const tabs = await Promise.all([1, 2].map(() => ann.visit.open(path)));
  const change = (description: (index: number) => string) =>
    Promise.all(
      tabs.map((tab, index) => ann.visit.submit(tab, path, { description: description(index) })),
    );
  const torn = await change((index) => `of tab ${index}`);
  expect(torn.map(({ status }) => status).sort()).toEqual([200, 409]);
  // The same twice is done once, and no quarrel.
  tabs.splice(0, 2, ...(await Promise.all([1, 2].map(() => ann.visit.open(path)))));
  const same = await change(() => 'of both');
  expect(same.map(({ status }) => status)).toEqual([200, 200]);
});

async function send(path: string, fields: readonly [string, string][]): Promise<Page> {
  const { document } = await ann.visit.open('/settings');
  const token = document.querySelector('[name=_csrf]')?.getAttribute('value') ?? '';
  const body = new URLSearchParams([['_csrf', token], ...fields]);
  return ann.visit.send(path, { method: 'POST', body, headers: { origin: installation.url } });
}

it('reads a megabyte of line breaks in place of tags while others are served', async () => {
  const tags = `one${'\n'.repeat(300_000)}"two, too"${'\n \r'.repeat(10_000)},three`;
  const page = await send('/memories', [
    ['text', 'Many lines'],
    ['tags', tags],
  ]);
  expect(page.status).toBe(200);
  const { memories } = await ann.memories.list({});
  const made = memories.find(({ text }) => text === 'Many lines');
  expect(made?.tags.toSorted()).toEqual(['one', 'three', 'two, too']);
});

it('asks the memory server no more than a page can need, whoever is named in a form', async () => {
  const [id = ''] = await ann.add({ text: 'As it is' });
  const strangers = Array.from({ length: 1_900 }, () => crypto.randomUUID());
  const state = { text: 'As it was', tags: [], updatedAt: '2026-01-01T00:00:00.000Z' };
  const sharing = { permission: 'shared', userIds: strangers, groupIds: [] };
  relay.paths.length = 0;
  const shared = await send('/memories', [
    ['text', 'For everybody'],
    ['permission', 'shared'],
    ...strangers.map((each): [string, string] => ['people', each]),
  ]);
  expect(shared.status).toBe(422);
  const conflict = await send(`/memories/${id}`, [
    ['text', 'As I want it'],
    ['permission', 'private'],
    ['base_version', JSON.stringify({ ...state, sharing, isMerging: false })],
  ]);
  expect(conflict.status).toBe(409);
  expect(relay.paths.length).toBeLessThan(300);
});
