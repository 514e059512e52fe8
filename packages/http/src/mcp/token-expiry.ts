import type { Principal } from '@picard-mcp/core';
import type { Clock } from '@picard-mcp/core/ports';

/** Longest delay that Node's timers know; a longer one would fire at once. */
const maxDelayMs = 2 ** 31 - 1;

/** Calls `action` when the principal's token expires, if it does. Returns a function that cancels it. */
export function atExpiry(principal: Principal, clock: Clock, action: () => void): () => void {
  const { expiresAt } = principal;
  if (!expiresAt) return () => undefined;
  let timer: NodeJS.Timeout;
  const wait = () => {
    const left = expiresAt.getTime() - clock.now().getTime();
    timer =
      left > maxDelayMs ? setTimeout(wait, maxDelayMs) : setTimeout(action, Math.max(left, 0));
    timer.unref();
  };
  wait();
  return () => clearTimeout(timer);
}
