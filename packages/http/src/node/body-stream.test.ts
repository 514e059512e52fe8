import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { bodyStream, collectBody } from './body-stream.js';

/** A request whose sender offers `count` chunks, and how many of them were taken. */
function incoming(count: number, size = 1_000) {
  const state = { taken: 0 };
  const req = new Readable({
    highWaterMark: 4_000,
    read() {
      state.taken += 1;
      this.push(state.taken > count ? null : Buffer.alloc(size, 'x'));
    },
  });
  return { req: req as unknown as IncomingMessage, state };
}

describe('bodyStream', () => {
  it('gives everything, in order', async () => {
    const { req } = incoming(100);
    expect((await new Response(bodyStream(req)).text()).length).toBe(100_000);
  });

  it('takes no more from the sender than a reader asks for', async () => {
    const { req, state } = incoming(10_000);
    const reader = bodyStream(req).getReader();
    for (let read = 0; read < 10; read += 1) await reader.read();
    expect(state.taken).toBeLessThan(100);
  });

  it('lets the rest run dry when it is cancelled', async () => {
    const { req, state } = incoming(1_000);
    const reader = bodyStream(req).getReader();
    await reader.read();
    const ended = new Promise((resolve) => req.once('end', resolve));
    await reader.cancel();
    await ended;
    expect(state.taken).toBe(1_001);
  });

  it('fails when the sender goes away', async () => {
    const { req } = incoming(10_000);
    const reader = bodyStream(req).getReader();
    await reader.read();
    req.destroy();
    const rest = (async () => {
      while (!(await reader.read()).done);
    })();
    await expect(rest).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('collectBody', () => {
  it('gives everything', async () => {
    expect((await collectBody(incoming(100).req)).length).toBe(100_000);
  });

  it('fails when the sender has gone away already', async () => {
    const { req } = incoming(100);
    req.destroy();
    await expect(collectBody(req)).rejects.toMatchObject({ code: 'cancelled' });
  });
});
