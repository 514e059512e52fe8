/**
 * Starts measuring; the answer tells how many milliseconds have passed. A duration is no point in time: it must not
 * jump when somebody sets the clock, and most operations are shorter than a `Clock`'s millisecond.
 */
export function startStopwatch(): () => number {
  const start = performance.now();
  return () => performance.now() - start;
}
