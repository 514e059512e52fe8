import type { Clock } from '../ports/clock.js';

/** A clock that advances only when a test moves it. */
export interface TestClock extends Clock {
  /** Moves forward by so many milliseconds. */
  advance(milliseconds: number): void;
  set(time: Date | string): void;
}

/** A clock that begins at `start`, or at an arbitrary fixed time. */
export function testClock(start: Date | string = '2030-01-01T00:00:00.000Z'): TestClock {
  let time = new Date(start).getTime();
  return {
    now: () => new Date(time),
    advance(milliseconds) {
      time += milliseconds;
    },
    set(value) {
      time = new Date(value).getTime();
    },
  };
}
