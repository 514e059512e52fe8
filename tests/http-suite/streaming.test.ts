import { request } from 'node:http';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { open } from './client.js';
import { deferred } from './deferred.js';
import { hosts, serve } from './fixture.js';

const bytes = (text: string) => new TextEncoder().encode(text);

describe.each(hosts)('streams through $name', (host) => {
  it('sends each chunk as it comes, and headers before any', async () => {
    await using served = await serve(host);
    const first = deferred();
    const second = deferred();
    served.probe.answer('stream', () => {
      const chunks = [
        first.promise.then(() => bytes('one')),
        second.promise.then(() => bytes('two')),
      ];
      return new Response(
        new ReadableStream({
          async pull(controller) {
            const chunk = await chunks.shift();
            if (chunk) controller.enqueue(chunk);
            else controller.close();
          },
        }),
        { headers: { 'content-type': 'text/event-stream' } },
      );
    });
    const response = await open(`${served.url}/probe/stream`);
    expect(response.headers['content-type']).toBe('text/event-stream');
    const read = response[Symbol.asyncIterator]();
    first.resolve();
    expect(String((await read.next()).value)).toBe('one');
    second.resolve();
    expect(String((await read.next()).value)).toBe('two');
    expect((await read.next()).done).toBe(true);
  });

  it('gives a handler each chunk of the body as it comes', async () => {
    await using served = await serve(host);
    const arrived = deferred<string>();
    served.probe.answer('upload', async (request) => {
      let size = 0;
      for await (const chunk of request.body ?? []) {
        arrived.resolve(new TextDecoder().decode(chunk));
        size += chunk.byteLength;
      }
      return Response.json({ size });
    });
    const req = request(`${served.url}/probe/upload`, { method: 'POST', agent: false });
    const answer = new Promise<string>((resolve, reject) => {
      req.on('error', reject).on('response', async (res) => resolve(String(await res.toArray())));
    });
    req.write('begin');
    expect(await arrived.promise).toBe('begin');
    req.end('end');
    expect(JSON.parse(await answer)).toEqual({ size: 8 });
  });

  it('makes no more of an answer than its reader takes', async () => {
    await using served = await serve(host);
    const chunk = new Uint8Array(256 * 1024);
    const total = 256;
    let made = 0;
    served.probe.answer('large', () => {
      const source = {
        pull(controller: ReadableStreamDefaultController<Uint8Array>) {
          if (made === total) return controller.close();
          made += 1;
          controller.enqueue(chunk);
        },
      };
      return new Response(new ReadableStream(source));
    });
    const response = await open(`${served.url}/probe/large`);
    let taken = 0;
    let furthest = 0;
    for await (const part of response) {
      taken += part.length;
      furthest = Math.max(furthest, made * chunk.length - taken);
    }
    expect(taken).toBe(total * chunk.length);
    expect(furthest).toBeLessThan((total * chunk.length) / 2);
  });

  it('cuts the connection when an answer fails halfway', async () => {
    await using served = await serve(host);
    const received = deferred();
    served.probe.answer('broken', () => {
      const source = {
        async start(controller: ReadableStreamDefaultController<Uint8Array>) {
          controller.enqueue(bytes('part'));
          await received.promise;
          controller.error(new Error('the source broke'));
        },
      };
      return new Response(new ReadableStream(source));
    });
    const response = await open(`${served.url}/probe/broken`);
    response.once('data', () => received.resolve());
    await expect(response.toArray()).rejects.toThrow('aborted');
  });

  it('serves the next request on a connection whose body was left unread', async () => {
    await using served = await serve(host);
    served.probe.answer('early', () => new Response('early'));
    served.probe.answer('partly', async (request) => {
      const reader = request.body?.getReader();
      await reader?.read();
      return new Response('partly');
    });
    const body = 'x'.repeat(3_000_000);
    const socket = connect(served.port, '127.0.0.1');
    const post = (path: string) =>
      socket.write(
        `POST ${path} HTTP/1.1\r\nhost: localhost\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
      );
    post('/probe/early');
    post('/probe/partly');
    socket.write('GET /health/live HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n');
    const answers = String(Buffer.concat(await socket.toArray()));
    expect(answers.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(3);
    expect(answers).toContain('{"status":"ok"}');
  });
});
