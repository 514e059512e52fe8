import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { type Installation, startInstallation } from './installation.js';
import { type Member, member } from './member.js';
import type { Page } from './visitor.js';
import { english } from './words.js';

let shiftMs = 0;
let installation: Installation;
let ann: Member;
let bob: Member;

beforeAll(async () => {
  // The application's clock and its regular work are the test's own.
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  installation = await startInstallation({ now: () => new Date(Date.now() + shiftMs) });
  ann = await member(installation, 'ann');
  bob = await member(installation, 'bob');
});
afterAll(async () => {
  vi.useRealTimers();
  await installation?.close();
});
beforeEach(() => {
  shiftMs = 0;
});

const everything = {
  text: 'Sails **every** Sunday \n',
  tags: ['sea', 'a, b'],
  category: 'hobby',
  metadata: { depth: { of: [1, 'x'] } },
  created_at: '2020-02-29T23:59:59.123Z',
  updated_at: '2021-01-01T00:00:00.456Z',
};

async function remove(who: Member, id: string, from = '/memories'): Promise<Page> {
  const referer = `${installation.url}${from}`;
  const asked = await who.visit.open(`/memories/${id}/delete`, { referer });
  return who.visit.submit(asked, `/memories/${id}/delete`);
}

async function keptCopies(...ids: readonly string[]): Promise<number> {
  const { rows } = await installation.database.pool.query(
    'select from deleted_memories where memory_id = any ($1::uuid[])',
    [ids],
  );
  return rows.length;
}

/** Presses Undo on a page that does not offer it: as somebody may who knows the number. */
async function restore(who: Member, deletion: string): Promise<Page> {
  const page = await who.visit.open('/memories');
  const token = page.document.querySelector('input[name=_csrf]')?.getAttribute('value') ?? '';
  return who.visit.send('/memories/restore', {
    method: 'POST',
    body: new URLSearchParams({ _csrf: token, deletion, back: '/memories' }),
    headers: { origin: installation.url },
  });
}

function deletionOf({ document }: Page): string {
  const field = document.querySelector('form[action="/memories/restore"] [name=deletion]');
  return field?.getAttribute('value') ?? '';
}

it('names what will be lost and for how long it can be undone, and changes nothing by asking', async () => {
  const [id = ''] = await ann.add({ text: '# The secret\n\nof the cellar' });
  const page = await ann.visit.open(`/memories/${id}/delete`);
  expect(page.text).toContain(english.memories.remove.title(1));
  expect(page.text).toContain('The secret of the cellar');
  expect(page.text).toContain(english.memories.remove.undoFor(30));
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
  const gone = await remove(ann, id, '/memories?tag=sea&sort=oldest');
  expect(gone.url.pathname + gone.url.search).toBe('/memories?tag=sea&sort=oldest');
  expect(gone.text).toContain(english.memories.remove.done(1));
  await expect(ann.memories.get(id)).rejects.toMatchObject({ code: 'not_found' });
  await expect(bob.memories.get(id)).rejects.toMatchObject({ code: 'not_found' });

  const back = await ann.visit.submit(gone, '/memories/restore');
  expect(back.url.search).toBe('?tag=sea&sort=oldest');
  expect(back.text).toContain(english.memories.remove.restored(1));
  expect(await ann.memories.get(id)).toEqual(before);
  expect((await bob.memories.get(id)).text).toBe(before.text);
  expect(await keptCopies(id)).toBe(0);
});

it('deletes and brings back what has expired', async () => {
  const [id = ''] = await ann.add({ text: 'Long over', expiration_date: '2024-01-01T00:00:00Z' });
  const gone = await remove(ann, id, '/memories?expiry=expired');
  expect(gone.document.querySelector('#cards')).toBeNull();
  const back = await ann.visit.submit(gone, '/memories/restore');
  expect(back.document.querySelector('#cards')?.text).toContain('Long over');
});

it('undoes once: the second time says so and changes nothing', async () => {
  const [id = ''] = await ann.add({ text: 'Twice' });
  const gone = await remove(ann, id);
  await ann.visit.submit(gone, '/memories/restore');
  await ann.memories.update({ memoryId: id, text: 'Changed since' });
  const again = await ann.visit.submit(gone, '/memories/restore');
  expect(again.text).toContain(english.memories.remove.tooLate(30));
  expect((await ann.memories.get(id)).text).toBe('Changed since');
});

it('undoes once when both halves of a double click come at the same time', async () => {
  const [id = ''] = await ann.add({ text: 'Both' });
  const gone = await remove(ann, id);
  const pages = await Promise.all([1, 2, 3].map(() => ann.visit.submit(gone, '/memories/restore')));
  expect(pages.every(({ status }) => status === 200)).toBe(true);
  expect((await ann.memories.get(id)).text).toBe('Both');
  expect(await keptCopies(id)).toBe(0);
});

it('does not undo for somebody else', async () => {
  const [id = ''] = await ann.add({ text: 'Only of Ann' });
  const deletion = deletionOf(await remove(ann, id));
  expect(deletion).not.toBe('');
  const tried = await restore(bob, deletion);
  expect(tried.text).toContain(english.memories.remove.tooLate(30));
  expect((await bob.memories.list({})).memories).toEqual([]);
  expect((await restore(ann, deletion)).text).toContain(english.memories.remove.restored(1));
});

it('does not bring memories into another account of the memory server', async () => {
  const dan = await member(installation, 'dan');
  const [id = ''] = await dan.add({ text: 'Of the first account' });
  const deletion = deletionOf(await remove(dan, id));
  await installation.database.pool.query(
    'update connections set memory_user_id = $1 where memory_user_id = $2',
    [crypto.randomUUID(), dan.id],
  );
  expect((await restore(dan, deletion)).text).toContain(english.memories.remove.tooLate(30));
  expect((await dan.memories.list({})).memories).toEqual([]);
});

it('refuses a number that is none', async () => {
  for (const deletion of ['', 'x', crypto.randomUUID()]) {
    expect((await restore(ann, deletion)).text).toContain(english.memories.remove.tooLate(30));
  }
});

it('forgets what was deleted when its time is over, also when nobody comes', async () => {
  const [id = ''] = await ann.add({ text: 'Thirty minutes' });
  const gone = await remove(ann, id);
  shiftMs = 29 * 60_000;
  await vi.advanceTimersByTimeAsync(6 * 60_000);
  expect(await keptCopies(id)).toBe(1);
  shiftMs = 31 * 60_000;
  const late = await ann.visit.submit(gone, '/memories/restore');
  expect(late.text).toContain(english.memories.remove.tooLate(30));
  await vi.advanceTimersByTimeAsync(6 * 60_000);
  await expect.poll(() => keptCopies(id)).toBe(0);
});

it('keeps no readable copy, and none after disconnecting', async () => {
  const cleo = await member(installation, 'cleo');
  const [id = ''] = await cleo.add({ text: 'Palimpsest', tags: ['papyrus'] });
  await remove(cleo, id);
  const { rows } = await installation.database.pool.query(
    `select deletions.*, deleted_memories.* from deletions
     join deleted_memories on deletion_id = deletions.id where memory_id = $1`,
    [id],
  );
  expect(rows.length).toBe(1);
  expect(JSON.stringify(rows)).not.toMatch(/Palimpsest|papyrus/);
  const { rows: sessions } = await installation.database.pool.query('select * from sessions');
  expect(JSON.stringify(sessions)).not.toContain('Palimpsest');
  await installation.database.pool.query(
    "delete from connections using users where id = user_id and username = 'cleo'",
  );
  expect(await keptCopies(id)).toBe(0);
});

it('answers a double click with one deletion and its undo', async () => {
  const [id = ''] = await ann.add({ text: 'Double' });
  const asked = await ann.visit.open(`/memories/${id}/delete`);
  const first = await ann.visit.submit(asked, `/memories/${id}/delete`);
  const second = await ann.visit.submit(asked, `/memories/${id}/delete`);
  expect(second.text).toContain(english.memories.remove.nothing);
  expect(deletionOf(second)).toBe(deletionOf(first));
  await ann.visit.submit(second, '/memories/restore');
  expect((await ann.memories.get(id)).text).toBe('Double');
});

it('offers one undo however many delete at the same time', async () => {
  const [id = ''] = await ann.add({ text: 'Race' });
  const asked = await ann.visit.open(`/memories/${id}/delete`);
  await Promise.all(
    Array.from({ length: 6 }, () => ann.visit.submit(asked, `/memories/${id}/delete`)),
  );
  await expect(ann.memories.get(id)).rejects.toMatchObject({ code: 'not_found' });
  expect(await keptCopies(id)).toBe(1);
  const offered = deletionOf(await ann.visit.submit(asked, `/memories/${id}/delete`));
  await restore(ann, offered);
  expect((await ann.memories.get(id)).text).toBe('Race');
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
    expect(page.text).toContain(english.memories.remove.nothing);
  }
  expect((await bob.memories.get(id)).text).toBe('Public of Bob');
  expect(await keptCopies(id)).toBe(0);
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
  expect(gone.text).toContain(english.memories.remove.done(1));
});
