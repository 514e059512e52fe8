import type { Clock, Logger } from '@picard-mcp/core/ports';
import { LRUCache } from 'lru-cache';
import type { Audit } from './audit.js';
import { networkOf } from './throttle/throttle.js';

/** Maximum number of refusals without a user that one network can add to the activity log per hour and instance. */
const maxRefusals = 200;
const windowMs = 3_600_000;
const maxNetworks = 10_000;

interface Window {
  readonly endsAt: number;
  count: number;
}

/**
 * Prevents strangers from filling the activity log: of refusals without a user, a limited number per network
 * are written down, and the log says once in an hour that there were more. What succeeded, and whatever is
 * about a user, is always recorded.
 */
export function boundedAudit(
  record: Audit,
  { clock, logger }: { readonly clock: Clock; readonly logger: Logger },
): Audit {
  const windows = new LRUCache<string, Window>({ max: maxNetworks });

  function countOf(network: string): number {
    const now = clock.now().getTime();
    const known = windows.get(network);
    const window = known && now < known.endsAt ? known : { endsAt: now + windowMs, count: 0 };
    if (window !== known) windows.set(network, window);
    window.count += 1;
    return window.count;
  }

  return (event) => {
    const isOfNobody = event.outcome === 'refused' && event.userId === undefined;
    const count = isOfNobody ? countOf(networkOf(event.address)) : 0;
    if (count <= maxRefusals) return record(event);
    if (count === maxRefusals + 1) {
      logger.warn({ action: event.action }, 'further refusals from one network are not recorded');
    }
  };
}
