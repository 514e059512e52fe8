/** How hard and how long to push. */
export interface Load {
  /** Calls under way at once: each lane sends its next call when the one before was answered. */
  readonly concurrency: number;
  readonly durationMs: number;
  /** Goes on beyond `durationMs` until so many calls are done. */
  readonly minCalls: number;
}

export interface Sample {
  readonly elapsedMs: number;
  /** Of each call, in the order in which they ended. */
  readonly latenciesMs: readonly number[];
}

/** Runs `call` in a closed loop. A call that fails ends the run with its error. */
export async function closedLoop(
  load: Load,
  call: (index: number, lane: number) => Promise<unknown>,
): Promise<Sample> {
  const latenciesMs: number[] = [];
  const start = performance.now();
  let next = 0;
  const goesOn = () =>
    latenciesMs.length < load.minCalls || performance.now() - start < load.durationMs;

  async function run(lane: number): Promise<void> {
    while (goesOn()) {
      const index = next;
      next += 1;
      const begun = performance.now();
      await call(index, lane);
      latenciesMs.push(performance.now() - begun);
    }
  }

  await Promise.all(Array.from({ length: load.concurrency }, (_, lane) => run(lane)));
  return { elapsedMs: performance.now() - start, latenciesMs };
}
