import type { Response } from 'express';

/** Proxies give up on a stream that says nothing for a minute or so. */
const keepAliveMs = 15_000;

/** An answer that tells what happens while it happens (server-sent events). */
export interface EventStream<Event extends string> {
  send(event: Event, data: Readonly<Record<string, unknown>>): void;
  end(): void;
}

/** Begins such an answer, at once: the visitor sees that something happens. */
export function eventStream<Event extends string>(response: Response): EventStream<Event> {
  response.status(200);
  response.setHeader('Content-Type', 'text/event-stream; charset=utf-8');
  // nginx would wait for the end.
  response.setHeader('X-Accel-Buffering', 'no');
  response.flushHeaders();
  const write = (text: string) => {
    if (!response.writableEnded && !response.destroyed) response.write(text);
  };
  const alive = setInterval(() => write(':\n\n'), keepAliveMs);
  response.once('close', () => clearInterval(alive));
  write(':\n\n');
  return {
    send: (event, data) => write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`),
    end() {
      clearInterval(alive);
      response.end();
    },
  };
}
