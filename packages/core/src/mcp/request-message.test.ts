import { describe, expect, it } from 'vitest';
import { readMessage } from './request-message.js';

const json = { 'content-type': 'application/json' };

function post(body: BodyInit, headers: Record<string, string> = json): Request {
  return new Request('http://localhost/mcp', {
    method: 'POST',
    headers,
    body,
    duplex: 'half',
  } as RequestInit);
}

function streamOf(...chunks: readonly string[]): ReadableStream<Uint8Array> {
  return new Blob([...chunks]).stream();
}

async function refusalOf(request: Request, maxBytes = 1_000) {
  const read = await readMessage(request, undefined, maxBytes);
  if (!(read instanceof Response)) throw new Error('the message was read');
  const { error } = await read.json();
  return { status: read.status, code: error.code };
}

describe('reading a message', () => {
  it('gives the JSON of the body', async () => {
    const request = post('{"a":["[[\\"[[", {}]}');
    expect(await readMessage(request, undefined, 1_000)).toEqual({ message: { a: ['[["[[', {}] } });
  });

  it('gives what a host has parsed already, though it be null', async () => {
    expect(await readMessage(post('{}'), null, 1_000)).toEqual({ message: null });
  });

  it('joins characters that were split between chunks', async () => {
    const bytes = new TextEncoder().encode('"é"');
    const halves = new ReadableStream({
      start(controller) {
        controller.enqueue(bytes.slice(0, 2));
        controller.enqueue(bytes.slice(2));
        controller.close();
      },
    });
    expect(await readMessage(post(halves), undefined, 1_000)).toEqual({ message: 'é' });
  });

  it.each([
    ['another content type', post('{}', { 'content-type': 'text/plain' }), 415],
    ['no content type', post(streamOf('{}'), {}), 415],
    ['an empty body', post(''), 400],
    ['what is not JSON', post('{"a":'), 400],
    ['what is not UTF-8', post(new Uint8Array([0x22, 0xff, 0x22])), 400],
    ['a lone end', post('}'), 400],
    ['a body of too many bytes', post(JSON.stringify('x'.repeat(1_000))), 413],
    ['a body that says it is too long', post('{}', { ...json, 'content-length': '1001' }), 413],
    ['an endless body without a length', post(streamOf('"', 'x'.repeat(1_000))), 413],
  ])('refuses %s', async (_, request, status) => {
    expect(await refusalOf(request)).toMatchObject({ status });
  });

  it('refuses deep nesting without parsing it', async () => {
    const bomb = '['.repeat(4_000_000);
    expect(await refusalOf(post(bomb), 5_000_000)).toEqual({ status: 400, code: -32600 });
  });

  it('reads JSON that is as deep as is allowed', async () => {
    const deep = '['.repeat(100) + ']'.repeat(100);
    expect(await readMessage(post(deep), undefined, 1_000)).toEqual({ message: JSON.parse(deep) });
  });
});
