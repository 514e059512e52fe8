import type { Clock } from '../ports/clock.js';

export interface TestClock extends Clock {
  /** Moves the time on. */
  advance(milliseconds: number): void;
}

/** A clock that stands still until it is moved. */
export function testClock(start = new Date('2030-01-01T00:00:00.000Z')): TestClock {
  let now = start.getTime();
  return {
    now: () => new Date(now),
    advance(milliseconds) {
      now += milliseconds;
    },
  };
}
