import type { ServerContext } from '@modelcontextprotocol/server';

export interface ProgressOptions {
  /** How often a call says that it is alive, in milliseconds. */
  readonly everyMs: number;
  /** Whether the work tells of its answer while it is written. */
  readonly streams: boolean;
}

/**
 * Does `work`; while it lasts, and if the caller gave a progress token, sends `notifications/progress`, each
 * with a greater `progress` than the one before.
 *
 * Every `everyMs` one says that the work goes on: this keeps a client that resets its timeout on progress, and the
 * proxies in between, from giving up. Of work that streams, the pieces of the answer follow as `message`;
 * then no other notification has a message, so that together the messages are the answer's text. Pieces
 * that come faster than they can be sent go together. All are sent before the result is.
 */
export async function withProgress<Result>(
  context: ServerContext,
  { everyMs, streams }: ProgressOptions,
  work: (onText: ((piece: string) => void) | undefined) => Promise<Result>,
): Promise<Result> {
  const progressToken = context.mcpReq._meta?.progressToken;
  if (progressToken === undefined) return work(undefined);
  let progress = 0;
  let unsent = '';
  let isSending = false;
  let sending: Promise<void> | undefined;
  const timer = setInterval(() => void send(streams ? undefined : 'Still working.'), everyMs);

  async function send(message: string | undefined): Promise<void> {
    progress += 1;
    try {
      await context.mcpReq.notify({
        method: 'notifications/progress',
        params: { progressToken, progress, ...(message !== undefined && { message }) },
      });
    } catch {
      // Whoever cannot be reached any more needs no further news; the request's own signal ends the work.
      clearInterval(timer);
    }
  }

  async function sendText(): Promise<void> {
    isSending = true;
    while (unsent !== '') {
      const piece = unsent;
      unsent = '';
      await send(piece);
    }
    isSending = false;
  }

  function onText(piece: string): void {
    unsent += piece;
    if (!isSending) sending = sendText();
  }

  try {
    return await work(streams ? onText : undefined);
  } finally {
    clearInterval(timer);
    await sending;
  }
}
