import type { Response } from 'express';

/** An answer that tells what happens while it happens: server-sent events. */
export interface EventAnswer {
  tell(event: string, data: unknown): void;
  end(): void;
}

/** Proxies give up on an answer that says nothing for a minute or so. */
const keepAliveMs = 15_000;

export function eventAnswer(response: Response): EventAnswer {
  response.status(200);
  response.setHeader('Content-Type', 'text/event-stream; charset=utf-8');
  response.setHeader('X-Accel-Buffering', 'no');
  response.flushHeaders();
  const write = (text: string) => {
    if (!response.writableEnded && !response.destroyed) response.write(text);
  };
  const keepAlive = setInterval(() => write(': \n\n'), keepAliveMs);
  keepAlive.unref();
  response.once('close', () => clearInterval(keepAlive));
  return {
    tell: (event, data) => write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`),
    end() {
      clearInterval(keepAlive);
      response.end();
    },
  };
}
