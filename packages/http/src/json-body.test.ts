import { describe, expect, it } from 'vitest';
import { readJson } from './json-body.js';

const headers = { 'content-type': 'application/json' };

function exchange(init: RequestInit & { duplex?: 'half' }, context = {}) {
  const request = new Request('http://localhost/', { method: 'POST', headers, ...init });
  return { request, context, requestId: 'r', path: '/' };
}

describe('readJson', () => {
  it('stops reading as soon as the limit is passed', async () => {
    let pulls = 0;
    let isCancelled = false;
    const body = new ReadableStream({
      pull(controller) {
        pulls += 1;
        controller.enqueue(new Uint8Array(1_000).fill(32));
      },
      cancel() {
        isCancelled = true;
      },
    });
    const reading = readJson(exchange({ body, duplex: 'half' }), 10_000);
    await expect(reading).rejects.toMatchObject({ code: 'payload_too_large' });
    expect(pulls).toBeLessThan(20);
    expect(isCancelled).toBe(true);
  });

  it('does not believe a length that is too small', async () => {
    const lying = { ...headers, 'content-length': '2' };
    const reading = readJson(exchange({ headers: lying, body: '"123456789"' }), 10);
    await expect(reading).rejects.toMatchObject({ code: 'payload_too_large' });
  });

  it('takes a body of exactly the limit', async () => {
    expect(await readJson(exchange({ body: '"12345678"' }), 10)).toBe('12345678');
  });

  it('takes what a parser has made, whatever it is', async () => {
    for (const parsedBody of [{ a: 1 }, [], null, 0, '']) {
      expect(await readJson(exchange({}, { parsedBody }), 10)).toEqual(parsedBody);
    }
  });

  it('accepts depth that any input may have, and no more', async () => {
    const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
    expect(await readJson(exchange({ body: nested(50) }), 1_000)).toBeDefined();
    await expect(readJson(exchange({ body: nested(100) }), 1_000)).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining('64 levels'),
    });
  });
});
