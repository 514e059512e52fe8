import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { nodeRequest } from './node-request.js';
import { requestBody } from './request-body.js';

const closing: (() => void)[] = [];

afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** What `inspect` makes of one real request, as its client reads it. */
async function inspected(
  inspect: (request: Request) => unknown,
  init: RequestInit = { method: 'POST', body: '{"a":1}' },
): Promise<unknown> {
  const answer = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const body = requestBody(req, undefined);
    const request = nodeRequest({ req, res, url: 'http://localhost/x?y=1', body });
    res.end(JSON.stringify({ value: await inspect(request) }));
  };
  const server = createServer((req, res) => void answer(req, res));
  closing.push(() => server.close());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}/`, init);
  return ((await response.json()) as { value: unknown }).value;
}

const reasonOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'nothing was wrong',
    (error) => error.constructor.name,
  );

describe('nodeRequest', () => {
  it('is a Request to whoever asks', async () => {
    expect(
      await inspected((request) => [
        request instanceof Request,
        request.method,
        request.url,
        request.headers.get('content-type'),
        request.redirect,
        request.signal.aborted,
      ]),
    ).toEqual([
      true,
      'POST',
      'http://localhost/x?y=1',
      'text/plain;charset=UTF-8',
      'follow',
      false,
    ]);
  });

  it.each<[string, (request: Request) => Promise<unknown>]>([
    ['json', (request) => request.json()],
    ['text', async (request) => JSON.parse(await request.text())],
    ['bytes', async (request) => JSON.parse(Buffer.from(await request.arrayBuffer()).toString())],
    ['blob', async (request) => JSON.parse(await (await request.blob()).text())],
    ['a stream', async (request) => new Response(request.body).json()],
    ['a clone', (request) => request.clone().json()],
    [
      'itself beside its clone',
      async (request) => {
        await request.clone().text();
        return request.json();
      },
    ],
    ['a Request made of its clone', (request) => new Request(request.clone()).json()],
  ])('gives its body as %s', async (_, read) => {
    expect(await inspected(read)).toEqual({ a: 1 });
  });

  it('gives a form', async () => {
    const body = new URLSearchParams([
      ['a', '1'],
      ['a', '2'],
    ]);
    const fields = await inspected(async (request) => [...(await request.formData())], {
      method: 'POST',
      body,
    });
    expect(fields).toEqual([
      ['a', '1'],
      ['a', '2'],
    ]);
  });

  it('gives its body once', async () => {
    expect(
      await inspected(async (request) => {
        const before = request.bodyUsed;
        await request.text();
        const again = [request.text(), request.formData(), (async () => request.clone())()];
        return [before, request.bodyUsed, ...(await Promise.all(again.map(reasonOf)))];
      }),
    ).toEqual([false, true, 'TypeError', 'TypeError', 'TypeError']);
  });

  it('has an empty body where there is none', async () => {
    expect(
      await inspected(async (request) => [request.body, await request.text()], { method: 'GET' }),
    ).toEqual([null, '']);
  });
});
