import { request } from 'node:http';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { open, send } from './client.js';
import { deferred } from './deferred.js';
import { hosts, serve } from './fixture.js';

describe.each(hosts)('a client that leaves $name', (host) => {
  it('aborts the signal when the client goes away before an answer', async () => {
    await using served = await serve(host);
    const begun = deferred();
    const stopped = deferred<unknown>();
    served.probe.answer('slow', async ({ signal }) => {
      signal.addEventListener('abort', () => stopped.resolve(signal.reason));
      begun.resolve();
      await stopped.promise;
      return new Response('too late');
    });
    const req = request(`${served.url}/probe/slow`, { agent: false }).end();
    req.on('error', () => undefined);
    await begun.promise;
    req.destroy();
    expect(await stopped.promise).toMatchObject({ code: 'cancelled' });
  });

  it('stops the work of a tool when its caller goes away', async () => {
    const begun = deferred();
    const stopped = deferred<unknown>();
    await using served = await serve(host, {
      embedder: {
        model: 'slow',
        dimensions: 3,
        async embed(_, { signal }) {
          signal?.addEventListener('abort', () => stopped.resolve(signal.reason));
          begun.resolve();
          await stopped.promise;
          throw signal?.reason;
        },
      },
    });
    const body = JSON.stringify({ tool: 'query_memory', data: { query: 'anything' } });
    const headers = { 'content-type': 'application/json', ...served.token(['memories:read']) };
    const req = request(`${served.url}/api/tools`, { method: 'POST', headers, agent: false });
    req.on('error', () => undefined).end(body);
    await begun.promise;
    req.destroy();
    expect(await stopped.promise).toMatchObject({ code: 'cancelled' });
    expect(served.log).toEqual([]);
  });

  it('cancels the stream and aborts the signal when the client goes away amid an answer', async () => {
    await using served = await serve(host);
    const cancelled = deferred<unknown>();
    const aborted = deferred();
    served.probe.answer('endless', ({ signal }) => {
      signal.addEventListener('abort', () => aborted.resolve());
      const source = {
        pull: (controller: ReadableStreamDefaultController<Uint8Array>) =>
          controller.enqueue(new TextEncoder().encode('more')),
        cancel: (reason: unknown) => cancelled.resolve(reason),
      };
      return new Response(new ReadableStream(source));
    });
    const response = await open(`${served.url}/probe/endless`);
    response.destroy();
    expect(await cancelled.promise).toMatchObject({ code: 'cancelled' });
    await aborted.promise;
  });

  it('fails the reading of a body whose sender goes away', async () => {
    await using served = await serve(host);
    const begun = deferred();
    const failed = deferred<unknown>();
    served.probe.answer('upload', async (request) => {
      begun.resolve();
      await request.text().catch(failed.resolve);
      return new Response('too late');
    });
    const socket = connect(served.port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(
      'POST /probe/upload HTTP/1.1\r\nhost: localhost\r\ncontent-length: 100\r\n\r\nsome',
    );
    await begun.promise;
    socket.destroy();
    expect(await failed.promise).toMatchObject({ code: 'cancelled' });
  });

  it('does not abort the signal of an exchange that was completed', async () => {
    await using served = await serve(host);
    let signal: AbortSignal | undefined;
    served.probe.answer('quick', (request) => {
      signal = request.signal;
      return new Response('done');
    });
    expect((await send(`${served.url}/probe/quick`)).text).toBe('done');
    await served[Symbol.asyncDispose]();
    expect(signal?.aborted).toBe(false);
  });
});
