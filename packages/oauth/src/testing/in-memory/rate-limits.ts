import type { RateLimiter, RateLimitPolicy } from '../../ports/rate-limiter.js';

/** Events of one key since the first of its window. */
interface Count {
  readonly events: number;
  /** Milliseconds since the epoch. */
  readonly endsAt: number;
}

export interface RateLimits {
  limiter(policy: RateLimitPolicy): RateLimiter;
  purge(now: Date): void;
}

/** Counts in fixed windows, each of which begins with the first event of its key. */
export function rateLimits(now: () => Date): RateLimits {
  const counts = new Map<string, Count>();
  return {
    limiter({ name, points, seconds }) {
      const placeOf = (key: string) => JSON.stringify([name, key]);
      return {
        async consume(key) {
          const at = now().getTime();
          const known = counts.get(placeOf(key));
          const current =
            known && known.endsAt > at ? known : { events: 0, endsAt: at + seconds * 1000 };
          counts.set(placeOf(key), { ...current, events: current.events + 1 });
          return current.events < points ? undefined : (current.endsAt - at) / 1000;
        },
        async reset(key) {
          counts.delete(placeOf(key));
        },
      };
    },
    purge(at) {
      for (const [place, { endsAt }] of [...counts]) {
        if (endsAt <= at.getTime()) counts.delete(place);
      }
    },
  };
}
