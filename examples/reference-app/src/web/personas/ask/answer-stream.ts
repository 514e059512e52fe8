import type { Response } from 'express';

/** Proxies give up on a stream that says nothing for a minute or so. */
const keepAliveMs = 15_000;

export interface AnswerStream {
  send(event: 'text' | 'done' | 'failed', data: Readonly<Record<string, string>>): void;
  end(): void;
}

/** Answers by server-sent events, at once: the visitor sees that something happens. */
export function answerStream(response: Response): AnswerStream {
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
