import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Installation, startInstallation } from './installation.js';
import { type Member, member } from './member.js';
import type { Page } from './visitor.js';
import { english } from './words.js';

const { deleted, remove } = english.memories;

let installation: Installation;
let ann: Member;
let bob: Member;

beforeAll(async () => {
  installation = await startInstallation();
  ann = await member(installation, 'ann');
  bob = await member(installation, 'bob');
});
afterAll(() => installation?.close());

const everything = {
  text: 'Sails **every** Sunday \n',
  tags: ['sea', 'a, b'],
  category: 'hobby',
  metadata: { depth: { of: [1, 'x'] } },
  created_at: '2020-02-29T23:59:59.123Z',
  updated_at: '2021-01-01T00:00:00.456Z',
};

async function removeFrom(who: Member, id: string, from = '/memories'): Promise<Page> {
  const referer = `${installation.url}${from}`;
  const asked = await who.visit.open(`/memories/${id}/delete`, { referer });
  return who.visit.submit(asked, `/memories/${id}/delete`);
}

/** Presses Undo on a page that does not offer it: as somebody may who knows the ids. */
async function restore(who: Member, ...ids: readonly string[]): Promise<Page> {
  const page = await who.visit.open('/memories');
  const token = page.document.querySelector('input[name=_csrf]')?.getAttribute('value') ?? '';
  return who.visit.send('/memories/restore', {
    method: 'POST',
    body: new URLSearchParams({ _csrf: token, id: ids.join(','), back: '/memories' }),
    headers: { origin: installation.url },
  });
}

const deletedOf = async ({ memories }: Member) =>
  (await memories.listDeleted()).memories.map(({ id }) => id);

it('names what will be lost, and changes nothing by asking', async () => {
  const [id = ''] = await ann.add({ text: '# The secret\n\nof the cellar' });
  const page = await ann.visit.open(`/memories/${id}/delete`);
  expect(page.text).toContain(remove.title(1));
  expect(page.text).toContain('The secret of the cellar');
  expect((await ann.memories.get(id)).text).toContain('cellar');
});

it('deletes, comes back to the place, and brings everything back as it was', async () => {
  const group = await ann.picard.groups.create({ name: 'Crew' });
  const [id = ''] = await ann.add({
    ...everything,
    permission: 'shared',
    shared_with: { user_ids: [bob.id], group_ids: [group.id] },
  });
  const before = await ann.memories.get(id);
  const gone = await removeFrom(ann, id, '/memories?tag=sea&sort=oldest');
  expect(gone.url.pathname + gone.url.search).toBe('/memories?tag=sea&sort=oldest');
  expect(gone.text).toContain(remove.done(1));
  await expect(ann.memories.get(id)).rejects.toMatchObject({ code: 'not_found' });
  await expect(bob.memories.get(id)).rejects.toMatchObject({ code: 'not_found' });

  const back = await ann.visit.submit(gone, '/memories/restore');
  expect(back.url.search).toBe('?tag=sea&sort=oldest');
  expect(back.text).toContain(remove.restored(1));
  expect(await ann.memories.get(id)).toEqual(before);
  expect((await bob.memories.get(id)).text).toBe(before.text);
});

it('deletes and brings back what has expired', async () => {
  const [id = ''] = await ann.add({ text: 'Long over', expiration_date: '2024-01-01T00:00:00Z' });
  const gone = await removeFrom(ann, id, '/memories?expiry=expired');
  expect(gone.document.querySelector('#cards')).toBeNull();
  const back = await ann.visit.submit(gone, '/memories/restore');
  expect(back.document.querySelector('#cards')?.text).toContain('Long over');
});

it('deletes no text that the visitor has not seen', async () => {
  const [id = ''] = await ann.add({ text: 'Seen' });
  const asked = await ann.visit.open(`/memories/${id}/delete`);
  await ann.memories.update({ memoryId: id, text: 'Written meanwhile' });
  const again = await ann.visit.submit(asked, `/memories/${id}/delete`);
  expect(again.status).toBe(409);
  expect(again.text).toContain('Written meanwhile');
  expect((await ann.memories.get(id)).text).toBe('Written meanwhile');
  await ann.visit.submit(again, `/memories/${id}/delete`);
  await expect(ann.memories.get(id)).rejects.toMatchObject({ code: 'not_found' });
});

it('undoes once: the second time says so and changes nothing', async () => {
  const [id = ''] = await ann.add({ text: 'Twice' });
  const gone = await removeFrom(ann, id);
  const pages = await Promise.all([1, 2, 3].map(() => ann.visit.submit(gone, '/memories/restore')));
  expect(pages.every(({ status }) => status === 200)).toBe(true);
  await ann.memories.update({ memoryId: id, text: 'Changed since' });
  const again = await ann.visit.submit(gone, '/memories/restore');
  expect(again.text).toContain(remove.nothingToRestore);
  expect((await ann.memories.get(id)).text).toBe('Changed since');
});

it('brings nothing back for somebody else, and nothing of ids that are none', async () => {
  const [id = ''] = await ann.add({ text: 'Only of Ann' });
  await removeFrom(ann, id);
  for (const each of [id, crypto.randomUUID(), 'x', '']) {
    expect((await restore(bob, each)).text).toContain(remove.nothingToRestore);
  }
  expect((await bob.memories.list({})).memories).toEqual([]);
  expect((await restore(ann, id)).text).toContain(remove.restored(1));
});

it('answers a double click with one deletion and its undo', async () => {
  const [id = ''] = await ann.add({ text: 'Double' });
  const asked = await ann.visit.open(`/memories/${id}/delete`);
  await Promise.all([1, 2, 3].map(() => ann.visit.submit(asked, `/memories/${id}/delete`)));
  const last = await ann.visit.submit(asked, `/memories/${id}/delete`);
  expect(last.text).toContain(remove.nothing);
  await ann.visit.submit(last, '/memories/restore');
  expect((await ann.memories.get(id)).text).toBe('Double');
});

it("treats somebody else's memory like one that is not there", async () => {
  const [id = ''] = await bob.add({ text: 'Public of Bob', permission: 'public' });
  expect((await ann.memories.get(id)).text).toBe('Public of Bob');
  for (const each of [id, crypto.randomUUID()]) {
    expect((await ann.visit.open(`/memories/${each}/delete`)).status).toBe(404);
    const [own = ''] = await ann.add({ text: 'Own' });
    const asked = await ann.visit.open(`/memories/${own}/delete`);
    const token = asked.document.querySelector('main [name=_csrf]')?.getAttribute('value') ?? '';
    const page = await ann.visit.send(`/memories/${each}/delete`, {
      method: 'POST',
      body: new URLSearchParams({ _csrf: token }),
      headers: { origin: installation.url },
    });
    expect(page.text).toContain(remove.nothing);
  }
  expect((await bob.memories.get(id)).text).toBe('Public of Bob');
});

it('comes back to no other site', async () => {
  const [id = ''] = await ann.add({ text: 'Lure' });
  for (const referer of ['https://evil.example/memories', `${installation.url}/memories/${id}`]) {
    const page = await ann.visit.open(`/memories/${id}/delete`, { referer });
    const back = page.document.querySelector('main [name=back]')?.getAttribute('value');
    expect(back).toBe('/memories');
  }
  const asked = await ann.visit.open(`/memories/${id}/delete`);
  const gone = await ann.visit.submit(asked, `/memories/${id}/delete`, {
    back: '//evil.example/memories',
  });
  expect(gone.url.origin).toBe(installation.url);
});

it('says that the server is away, deletes nothing, and can be asked again', async () => {
  const [id = ''] = await ann.add({ text: 'Patient' });
  const asked = await ann.visit.open(`/memories/${id}/delete`, {
    referer: `${installation.url}/memories?words=patient`,
  });
  await installation.stopServer();
  const page = await ann.visit.submit(asked, `/memories/${id}/delete`);
  await installation.startServer();
  expect(page.status).toBe(503);
  expect(page.text).toContain(english.failures.byCode.unreachable);
  const gone = await ann.visit.submit(page, `/memories/${id}/delete`);
  expect(gone.url.search).toBe('?words=patient');
  expect(gone.text).toContain(remove.done(1));
});

describe('the deleted memories', () => {
  const path = '/memories/deleted';
  const boxesOf = ({ document }: Page) =>
    document.querySelectorAll('main input[name=id]').map((box) => box.getAttribute('value'));

  it('are listed for their owner, linked from the list, and restored from there', async () => {
    const cleo = await member(installation, 'cleo');
    const list = await cleo.visit.open('/memories');
    expect(list.document.querySelector(`main a[href="${path}"]`)).not.toBeNull();
    expect((await cleo.visit.open(path)).text).toContain(deleted.empty);
    const [first = '', second = ''] = await cleo.add(everything, { text: 'The second' });
    await removeFrom(cleo, first);
    await removeFrom(cleo, second);
    const page = await cleo.visit.open(path);
    expect(boxesOf(page)).toEqual([second, first]);
    expect(boxesOf(await bob.visit.open(path))).toEqual([]);
    expect((await cleo.visit.submit(page, path)).text).toContain(deleted.nothing);

    const done = await cleo.visit.submit(page, path, { id: first, action: 'restore' });
    expect(done.text).toContain(remove.restored(1));
    expect(boxesOf(done)).toEqual([second]);
    expect(await cleo.memories.get(first)).toMatchObject({ category: 'hobby' });
  });

  it('are deleted for good only when that was confirmed', async () => {
    const dan = await member(installation, 'dan');
    const ids = await dan.add({ text: 'One' }, { text: 'Two' }, { text: 'Three' });
    for (const id of ids) await dan.memories.delete(id);
    const page = await dan.visit.open(path);
    const asked = await dan.visit.submit(page, path, { id: ids.slice(1), action: 'purge' });
    expect(asked.text).toContain(deleted.purgeTitle(2));
    expect(asked.text).toContain('Three');
    expect((await deletedOf(dan)).length).toBe(3);
    const done = await dan.visit.submit(asked, path);
    expect(done.text).toContain(deleted.purged(2));
    expect(await deletedOf(dan)).toEqual(ids.slice(0, 1));
  });

  it('come in pages', async () => {
    const eve = await member(installation, 'eve');
    const ids = await eve.add(...Array.from({ length: 60 }, (_, at) => ({ text: `Old ${at}` })));
    await eve.memories.batchDelete(ids);
    const first = await eve.visit.open(path);
    const next = first.document.querySelector('a[rel=next]')?.getAttribute('href') ?? '';
    const second = await eve.visit.open(next);
    expect(new Set([...boxesOf(first), ...boxesOf(second)])).toEqual(new Set(ids));
    expect(second.document.querySelector('a[rel=next]')).toBeNull();
    // What is done there comes back to that page.
    const [id] = boxesOf(second);
    const done = await eve.visit.submit(second, path, { id: id ?? '', action: 'restore' });
    expect(boxesOf(done)).toEqual(boxesOf(second).slice(1));
    expect((await eve.visit.open(`${path}?cursor=none`)).url.search).toBe('');
  });
});
