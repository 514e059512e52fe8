import { setImmediate } from 'node:timers/promises';

/** Tracks pending work, so that a shutdown can wait for it. */
export interface Drain {
  run<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Resolves when no work is pending and all responses have been delivered. */
  idle(): Promise<void>;
}

export function createDrain(): Drain {
  const underWay = new Set<Promise<unknown>>();
  return {
    async run(work) {
      const running = work();
      underWay.add(running);
      try {
        return await running;
      } finally {
        underWay.delete(running);
      }
    },
    async idle() {
      while (underWay.size > 0) await Promise.allSettled(underWay);
      await setImmediate();
    },
  };
}
