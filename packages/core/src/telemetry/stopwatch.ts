/**
 * Starts measuring. Returns a function that returns the elapsed milliseconds. Does not use `Clock`, because a duration must not
 * jump when the system clock is set, and most operations take less than a millisecond.
 */
export function startStopwatch(): () => number {
  const start = performance.now();
  return () => performance.now() - start;
}
