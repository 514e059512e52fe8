import { PicardError, type UserId } from '@picard-mcp/core';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Installation, startInstallation } from './installation.js';
import { memoryUserOf } from './memory-user.js';
import { notes, upload } from './upload.js';
import { type Visitor, visitor } from './visitor.js';
import { english } from './words.js';

let installation: Installation;
let ann: Visitor;
let annId: UserId;
let joins = 0;

beforeAll(async () => {
  installation = await startInstallation();
});
afterAll(() => installation?.close());

beforeEach(async () => {
  ann = visitor(installation.url);
  joins += 1;
  await ann.register(`user-${joins}`);
  await ann.connect();
  annId = await memoryUserOf(installation, `user-${joins}`);
});

const memoriesOf = (id: UserId) => installation.server.picard.as(id).memories;
const exportAs = (format: string, query = '') => ann.open(`/export?format=${format}${query}`);

/** Lets the memory store list in another way for a while. */
function replaceList(
  make: (
    list: Installation['server']['store']['memories']['list'],
  ) => Installation['server']['store']['memories']['list'],
): () => void {
  const { memories } = installation.server.store;
  const { list } = memories;
  Object.assign(memories, { list: make(list.bind(memories)) });
  return () => void Object.assign(memories, { list });
}

it.each([
  ['json', 'application/json', 'json'],
  ['jsonl', 'application/x-ndjson', 'jsonl'],
  ['csv', 'text/csv; charset=utf-8; header=present', 'csv'],
  ['markdown', 'text/markdown; charset=utf-8', 'md'],
])('a file of the format %s has a name and a type', async (format, type, extension) => {
  const file = await exportAs(format);
  expect(file.status).toBe(200);
  expect(file.headers.get('content-type')).toBe(type);
  expect(file.headers.get('content-disposition')).toMatch(
    new RegExp(`^attachment; filename="?picard-memories-\\d{4}-\\d\\d-\\d\\d\\.${extension}"?$`),
  );
  expect(file.headers.get('cache-control')).toBe('no-store');
  expect(file.headers.get('x-content-type-options')).toBe('nosniff');
});

it('a file comes back exactly when it is imported', async () => {
  const text = '=HYPERLINK("https://evil.example","x")\n+1, "quoted"; <b>\n---\n- é 👋';
  const tags = ['=1+1', 'travel'];
  const before = await memoriesOf(annId).submit({ text, tags, category: '@here' });
  const file = await exportAs('csv');
  await memoriesOf(annId).delete(before.id);
  const report = await upload(installation, ann, { content: file.html, name: 'a.csv' });
  expect(report.text).toContain(
    english.transfer.imported({ imported: 1, unchanged: 0, refused: 0 }),
  );
  const { memories } = await memoriesOf(annId).list();
  expect(memories).toHaveLength(1);
  expect(memories[0]).toMatchObject({ id: before.id, text, tags, category: '@here' });
});

describe('the filters', () => {
  const found = async (query: string) => {
    const { html } = await exportAs('json', query);
    return (JSON.parse(html) as { readonly text: string }[]).map(({ text }) => text).sort();
  };

  it('are permission, all of the tags, category and expired ones', async () => {
    const { submit } = memoriesOf(annId);
    await submit({ text: 'a', tags: ['x', 'y'], permission: 'public' });
    await submit({ text: 'b', tags: ['x'], category: 'home' });
    const line = { text: 'c', expiration_date: '2020-01-01T00:00:00.000Z' };
    await upload(installation, ann, { content: JSON.stringify([line]), name: 'a.json' });
    expect(await found('')).toEqual(['a', 'b']);
    expect(await found('&permission=public')).toEqual(['a']);
    expect(await found('&tags=x')).toEqual(['a', 'b']);
    expect(await found('&tags=%20y%20,,x')).toEqual(['a']);
    expect(await found('&category=home&permission=&tags=&from=&to=')).toEqual(['b']);
    expect(await found('&include_expired=on')).toEqual(['a', 'b', 'c']);
  });

  it('are days of the visitor’s own time zone, both of them whole', async () => {
    const at = (text: string, created_at: string) => ({ text, created_at, updated_at: created_at });
    const records = [
      at('the evening before', '2026-03-28T22:59:59.999Z'),
      at('first', '2026-03-28T23:00:00.000Z'),
      at('last', '2026-03-29T21:59:59.999Z'),
      at('the day after', '2026-03-29T22:00:00.000Z'),
    ];
    await upload(installation, ann, { content: JSON.stringify(records), name: 'a.json' });
    ann.cookies.set('picard-app-zone', 'Europe/Berlin');
    // A day of 23 hours: summer time begins.
    expect(await found('&from=2026-03-29&to=2026-03-29')).toEqual(['first', 'last']);
    ann.cookies.set('picard-app-zone', 'UTC');
    expect(await found('&from=2026-03-29&to=2026-03-29')).toEqual(['last', 'the day after']);
  });

  it.each([
    ['format', 'format=xml', english.transfer.unknownFormat],
    ['format', '', english.transfer.unknownFormat],
    ['from', 'format=csv&from=2026-02-30', english.transfer.wrongDate],
    ['to', 'format=csv&from=2026-02-03&to=2026-02-02', english.transfer.wrongOrder],
    ['tags', `format=csv&tags=${'x'.repeat(65)}`, english.transfer.wrongTags],
    ['category', `format=csv&category=${'x'.repeat(65)}`, english.transfer.wrongCategory],
  ])('that make no sense are told beside %s: %s', async (field, query, message) => {
    const page = await ann.open(`/export?${query}&include_expired=on`);
    expect(page.status).toBe(422);
    expect(page.document.querySelector(`#error-${field}`)?.text).toContain(message);
    const box = page.document.querySelector('[name=include_expired]');
    expect(box?.hasAttribute('checked')).toBe(true);
  });
});

it('holds nobody else’s memories, whatever is added to the address', async () => {
  const other = visitor(installation.url);
  await other.register(`other-${joins}`);
  await other.connect();
  const otherId = await memoryUserOf(installation, `other-${joins}`);
  await memoriesOf(otherId).submit({ text: 'Theirs.', permission: 'public' });
  const { status, html } = await exportAs('json', `&user_id=${otherId}&format=json`);
  expect([200, 422]).toContain(status);
  expect(html).not.toContain('Theirs.');
});

it('without a connection there is no file', async () => {
  const stranger = visitor(installation.url);
  expect((await stranger.open('/export?format=json')).status).toBe(401);
});

describe('an export of many', () => {
  /** An export of which the beginning is read. */
  async function beginExport() {
    const leaving = new AbortController();
    const cookie = [...ann.cookies].map((pair) => pair.join('=')).join('; ');
    const init = { headers: { cookie }, signal: leaving.signal };
    const response = await fetch(`${installation.url}/export?format=jsonl`, init);
    expect(response.status).toBe(200);
    const reader = response.body?.getReader();
    if (!reader) throw new Error('There is no body.');
    await reader.read();
    return { reader, leave: () => leaving.abort() };
  }

  async function readAll(reader: { read(): Promise<{ readonly done: boolean }> }): Promise<void> {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read());
  }

  beforeEach(async () => {
    await upload(installation, ann, { content: notes(600) });
  });

  it('that breaks off at the memory server breaks off here, and is not taken for the whole', async () => {
    let calls = 0;
    let fail: (error: PicardError) => void = () => undefined;
    const restore = replaceList((list) => async (...input) => {
      calls += 1;
      if (calls < 2) return list(...input);
      return new Promise((_, reject) => {
        fail = reject;
      });
    });
    const { reader } = await beginExport();
    await vi.waitFor(() => expect(calls).toBe(2));
    fail(new PicardError('unavailable', 'The database cannot answer now.'));
    await expect(readAll(reader)).rejects.toThrow('terminated');
    restore();
    expect(installation.log.map(({ message }) => message)).toContain('an export broke off');
  });

  it('that cannot begin is a page that says why', async () => {
    const restore = replaceList(() => async () => {
      throw new PicardError('unavailable', 'The database cannot answer now.');
    });
    const page = await exportAs('jsonl');
    restore();
    expect(page.status).toBe(503);
    expect(page.headers.get('content-disposition')).toBeNull();
    expect(page.text).toContain(english.failures.byCode.unavailable);
  });

  it('ends at the memory server when the visitor leaves, even one that would never end', async () => {
    // Every page is the first one.
    const restore = replaceList(
      (list) =>
        (viewer, filter, { sort, order, limit }, now) =>
          list(viewer, filter, { sort, order, limit }, now),
    );
    const logged = installation.log.length;
    const { leave } = await beginExport();
    leave();
    const recorded = async () => {
      const { picard } = installation.server;
      const { entries } = await picard.as(annId).activity.list({ action: 'export_memories' });
      return entries;
    };
    // The memory server takes an export down when it has ended.
    await vi.waitFor(async () => expect(await recorded()).toHaveLength(1), { timeout: 20_000 });
    restore();
    expect(installation.log.slice(logged)).toEqual([]);
  });

  it('of which only the head is asked for has one', async () => {
    const page = await ann.send('/export?format=csv', { method: 'HEAD' });
    expect(page.status).toBe(200);
    expect(page.headers.get('content-disposition')).toContain('.csv');
    expect(page.html).toBe('');
  });
});
