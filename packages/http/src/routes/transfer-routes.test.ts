import {
  createPicard,
  generateEncryptionKey,
  newId,
  type Picard,
  PicardError,
  type Principal,
  type UserId,
} from '@picard-mcp/core';
import type { Store } from '@picard-mcp/core/ports';
import { memoryStore } from '@picard-mcp/core/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { createPicardHttp, type PicardHttp } from '../picard-http.js';

const userId = newId<UserId>();
let store: Store;
let picard: Picard;
let http: PicardHttp;
let principal: Principal | undefined;
let errors: unknown[];

beforeEach(() => {
  store = memoryStore();
  errors = [];
  const silent = () => undefined;
  const error = (fields: unknown) => void errors.push(fields);
  picard = createPicard({
    store,
    encryptionKeys: generateEncryptionKey(),
    background: false,
    logger: { debug: silent, info: silent, warn: error, error },
  });
  principal = { userId, scopes: ['memories:write'] };
  http = createPicardHttp({
    picard,
    publicUrl: 'http://localhost',
    verifier: {
      async verify() {
        if (!principal) throw new PicardError('unauthenticated', 'The token was revoked.');
        return principal;
      },
    },
  });
});

const send = (path: string, init: RequestInit & { readonly duplex?: 'half' } = {}) =>
  http.fetch(
    new Request(`http://localhost${path}`, {
      ...init,
      headers: { authorization: 'Bearer t', ...init.headers },
    }),
  );

const notes = (count: number) =>
  Array.from({ length: count }, (_, index) => `- memory ${index}`).join('\n');

const post = (body: string, headers: Record<string, string> = {}) =>
  send('/api/import?format=markdown', {
    method: 'POST',
    body,
    headers: { 'content-type': 'text/markdown', ...headers },
  });

it('a file is sent with a name, and comes back by the same way', async () => {
  expect(await (await post(notes(600))).json()).toEqual({
    status: 'success',
    data: { imported: 600, unchanged: 0, refused_count: 0, refused: [] },
  });
  const day = picard.clock.now().toISOString().slice(0, 10);
  for (const [format, type, extension] of [
    ['json', 'application/json', 'json'],
    ['jsonl', 'application/x-ndjson', 'jsonl'],
    ['csv', 'text/csv; charset=utf-8; header=present', 'csv'],
    ['markdown', 'text/markdown; charset=utf-8', 'md'],
  ]) {
    const response = await send(`/api/export?format=${format}&include_expired=true`);
    expect(response.headers.get('content-type')).toBe(type);
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename="picard-memories-${day}.${extension}"`,
    );
    expect(response.headers.get('cache-control')).toBe('no-store');
    const body = await response.text();
    const back = await send(`/api/import?format=${format}`, { method: 'POST', body });
    expect(await back.json()).toMatchObject({ data: { unchanged: 600, refused_count: 0 } });
  }
});

it('filters are those of the query', async () => {
  await picard.as(userId).memories.submit({ text: 'a', tags: ['x', 'y'] });
  await picard.as(userId).memories.submit({ text: 'b', tags: ['x'] });
  await picard.as(userId).memories.submit({ text: 'c', category: 'z' });
  for (const [query, texts] of [
    ['tags=x&tags=y', ['a']],
    ['tags=y', ['a']],
    ['any_tags=x&any_tags=y', ['a', 'b']],
    ['without_tags=y', ['b', 'c']],
    ['has_category=true', ['c']],
    ['has_expiry=false', ['a', 'b', 'c']],
  ] as const) {
    const response = await send(`/api/export?format=json&${query}`);
    const found = (await response.json()) as readonly { readonly text: string }[];
    expect(found.map(({ text }) => text).sort()).toEqual(texts);
  }
});

it.each([
  ['/api/export', 'format'],
  ['/api/export?format=xml', 'format'],
  ['/api/export?format=json&user_id=x', 'user_id'],
  ['/api/export?format=json&include_expired=maybe', 'include_expired'],
  ['/api/export?format=json&format=csv', 'format'],
  ['/api/export?format=json&created_after=yesterday', 'created_after'],
])('%s is refused, naming %s', async (path, field) => {
  const response = await send(path);
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ error: { details: { field } } });
});

describe('an export', () => {
  beforeEach(async () => {
    await post(notes(600));
  });

  it('that fails halfway breaks off, and the failure is logged', async () => {
    const { list } = store.memories;
    let calls = 0;
    Object.assign(store.memories, {
      list: (...input: Parameters<typeof list>) => {
        calls += 1;
        if (calls === 2) throw new PicardError('unavailable', 'The database cannot answer now.');
        return list(...input);
      },
    });
    const response = await send('/api/export?format=jsonl');
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toMatchObject({ code: 'unavailable' });
    expect(errors).toHaveLength(1);
  });

  it('that fails at once has a status of its own', async () => {
    Object.assign(store.memories, {
      list: async () => {
        throw new PicardError('unavailable', 'The database cannot answer now.');
      },
    });
    expect((await send('/api/export?format=jsonl')).status).toBe(503);
  });

  it('ends when its token is revoked', async () => {
    const response = await send('/api/export?format=jsonl');
    principal = undefined;
    await expect(response.text()).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('of which only the headers are asked for ends with them', async () => {
    const response = await send('/api/export?format=jsonl', { method: 'HEAD' });
    expect(response.headers.get('content-disposition')).toContain('.jsonl');
    expect(await response.text()).toBe('');
    // What never ends is never recorded.
    await picard.close();
    const entries = await store.activity.list({ userId, limit: 10 });
    expect(entries.map(({ action }) => action)).toContain('export_memories');
  });

  it('reads no further when its reader has left', async () => {
    const { list } = store.memories;
    let calls = 0;
    Object.assign(store.memories, {
      list: (...input: Parameters<typeof list>) => {
        calls += 1;
        return list(...input);
      },
    });
    const response = await send('/api/export?format=jsonl');
    await response.body?.cancel();
    expect(calls).toBeLessThanOrEqual(2);
  });
});

describe('an import', () => {
  it('tells of its progress by events, and ends with the report', async () => {
    const response = await post(`${notes(1_100)}\n\n${'x'.repeat(11_000)}`, {
      accept: 'text/event-stream',
    });
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    const events = (await response.text())
      .split('\n\n')
      .filter((event) => event !== '')
      .map((event) => /^event: (\w+)\ndata: (.*)$/.exec(event))
      .map((match) => [match?.[1], JSON.parse(match?.[2] ?? '')]);
    expect(events).toMatchObject([
      ['progress', { imported: 500, unchanged: 0, refused_count: 0 }],
      ['progress', { imported: 1_000, unchanged: 0, refused_count: 0 }],
      ['progress', { imported: 1_100, unchanged: 0, refused_count: 1 }],
      [
        'result',
        {
          status: 'success',
          data: {
            imported: 1_100,
            unchanged: 0,
            refused_count: 1,
            refused: [{ line: 1_102, code: 'invalid_input', field: 'text' }],
          },
        },
      ],
    ]);
  });

  it('ends when its token is revoked; what was written stays', async () => {
    const encoder = new TextEncoder();
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          principal ? controller.enqueue(encoder.encode(`${notes(600)}\n`)) : controller.close();
          if (errors.push('piece') > 1) principal = undefined;
        },
      },
      { highWaterMark: 0 },
    );
    const response = await send('/api/import?format=markdown', {
      method: 'POST',
      body,
      duplex: 'half',
    });
    expect(response.status).toBe(401);
    const { memories } = await picard.as(userId).memories.list({ limit: 1 });
    expect(memories).toHaveLength(1);
  });

  it('takes a file larger than any other body may be', async () => {
    const small = createPicardHttp({
      picard,
      publicUrl: 'http://localhost',
      maxBodyBytes: 1_000,
      verifier: { verify: async () => ({ userId, scopes: ['memories:write'] }) },
    });
    const response = await small.fetch(
      new Request('http://localhost/api/import?format=markdown', {
        method: 'POST',
        body: notes(700),
        headers: { authorization: 'Bearer t', 'content-type': 'text/markdown' },
      }),
    );
    expect(await response.json()).toMatchObject({ data: { imported: 700 } });
  });

  it.each([
    [{ 'content-encoding': 'gzip' }],
    [{ 'content-type': 'multipart/form-data; boundary=x' }],
    [{ 'content-type': 'application/x-www-form-urlencoded' }],
  ])('of a body with %j is refused', async (headers) => {
    expect((await post('- a', headers)).status).toBe(415);
  });

  it('needs the scope to write, an export the scope to read', async () => {
    principal = { userId, scopes: ['memories:read'] };
    expect((await post('- a')).status).toBe(403);
    expect((await send('/api/export?format=json')).status).toBe(200);
    principal = { userId, scopes: [] };
    expect((await send('/api/export?format=json')).status).toBe(403);
    principal = undefined;
    expect((await post('- a')).status).toBe(401);
  });
});
