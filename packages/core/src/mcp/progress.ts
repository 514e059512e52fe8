import type { ServerContext } from '@modelcontextprotocol/server';

/**
 * Does `work`; while it lasts, and if the caller gave a progress token, sends `notifications/progress` every
 * `everyMs`. Operations do not know how far they are, so this says only that they are alive: it keeps a
 * client that resets its timeout on progress, and the proxies in between, from giving up.
 */
export async function withHeartbeat<Result>(
  context: ServerContext,
  everyMs: number,
  work: () => Promise<Result>,
): Promise<Result> {
  const progressToken = context.mcpReq._meta?.progressToken;
  if (progressToken === undefined) return work();
  let progress = 0;
  const timer = setInterval(() => {
    progress += 1;
    context.mcpReq
      .notify({
        method: 'notifications/progress',
        params: { progressToken, progress, message: 'Still working.' },
      })
      // Whoever cannot be reached any more needs no further news; the request's own signal ends the work.
      .catch(() => clearInterval(timer));
  }, everyMs);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
