import { PicardError } from '@picard-mcp/core';

/** Counts pending work, so that closing can wait for it and reject later work. */
export interface InFlight {
  /** @throws PicardError `unavailable` after `drain` was called. */
  run<Value>(work: () => Promise<Value>): Promise<Value>;
  /** Refuses new work; resolves when the last of the old has ended. */
  drain(): Promise<void>;
}

export function inFlight(): InFlight {
  let running = 0;
  let draining = false;
  const waiting: (() => void)[] = [];

  return {
    async run(work) {
      if (draining) throw new PicardError('unavailable', 'The store is closed.');
      running += 1;
      try {
        return await work();
      } finally {
        running -= 1;
        if (running === 0) for (const resolve of waiting.splice(0)) resolve();
      }
    },
    async drain() {
      draining = true;
      if (running > 0) await new Promise<void>((resolve) => waiting.push(resolve));
    },
  };
}
