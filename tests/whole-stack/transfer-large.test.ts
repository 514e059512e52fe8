import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { newId, type UserId } from '@picard-mcp/core';
import { describeDatabases } from '@picard-mcp/store-postgres/testing';
import { expect, it, onTestFinished } from 'vitest';
import { wholeStack } from './whole-stack.js';

const count = 4_000;
const text = 'A long note about something that happened, and all that came of it. '.repeat(140);

/** Held while it lasts: what is looked at is what could not be freed. */
function heapWatch() {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const used = () => {
    collect();
    return process.memoryUsage().heapUsed;
  };
  const start = used();
  let most = 0;
  let looks = 0;
  return {
    /** Looks at every tenth call: each takes a while. */
    look() {
      looks += 1;
      if (looks % 10 === 0) most = Math.max(most, used() - start);
    },
    most: () => most,
  };
}

describeDatabases('forty megabytes of memories', { only: 'pglite' }, (database) => {
  it('go in and out through the routes in less than half of the memory that they take up', async () => {
    const store = await database.open();
    // Made by hand: what an embedder holds is not what is measured here.
    const embedder = {
      model: 'constant',
      dimensions: 2,
      embed: async (texts: readonly string[]) => texts.map(() => new Float32Array([1, 0])),
    };
    const stack = await wholeStack(store, { embedder });
    onTestFinished(async () => {
      await stack.close();
      await store.close();
    });
    const headers = { authorization: `Bearer ${stack.server.token(newId<UserId>())}` };
    const encoder = new TextEncoder();
    let made = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        let lines = '';
        for (let end = made + 20; made < end; made += 1) {
          lines += `${JSON.stringify({ id: newId(), text: `${made} ${text}` })}\n`;
        }
        controller.enqueue(encoder.encode(lines));
        if (made >= count) controller.close();
      },
    });
    const heap = heapWatch();
    const response = await fetch(new URL('/api/import?format=jsonl', stack.server.url), {
      method: 'POST',
      headers: { ...headers, accept: 'text/event-stream', 'content-type': 'application/x-ndjson' },
      body,
      duplex: 'half',
    } as RequestInit);
    let last = '';
    for await (const chunk of response.body ?? []) {
      heap.look();
      last = new TextDecoder().decode(chunk);
    }
    expect(last).toContain(`"imported":${count},"unchanged":0,"refused_count":0`);

    const exported = await fetch(new URL('/api/export?format=csv', stack.server.url), { headers });
    let bytes = 0;
    for await (const chunk of exported.body ?? []) {
      heap.look();
      bytes += chunk.byteLength;
    }
    const whole = count * text.length;
    expect(bytes).toBeGreaterThan(whole);
    expect(heap.most()).toBeGreaterThan(0);
    expect(heap.most()).toBeLessThan(whole / 2);
  }, 240_000);
});
