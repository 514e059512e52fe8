import type { ServerContext } from '@modelcontextprotocol/server';

export interface ProgressOptions {
  /** The interval of progress notifications, in milliseconds. */
  readonly everyMs: number;
  /** Whether the work streams its answer. */
  readonly streams: boolean;
}

/**
 * Runs `work`. Meanwhile, if the caller gave a progress token, sends `notifications/progress`, each
 * with a greater `progress` than the one before.
 *
 * One is sent every `everyMs`: this prevents a client that resets its timeout on progress, and the
 * proxies in between, from timing out. If the work streams, the pieces of the answer are sent as `message`;
 * then no other notification has a message, so that together the messages are the answer's text. Pieces
 * that arrive faster than they can be sent are combined. All are sent before the result.
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
      // The client is not reachable any more; the request's own signal ends the work.
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
