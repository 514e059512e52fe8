import type { TimedSample } from './cpu.js';
import type { Performance } from './rounds.js';
import { median, quantile } from './statistics.js';

/** The figures of one contestant in one scenario. */
export interface Summary {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Processor time of the contestant's own process; without the database's and the client's. */
  readonly cpuUsPerCall: number;
}

export function summarize({ alone, together }: Performance<string>): Summary {
  const latencies = alone.flatMap(({ latenciesMs }) => latenciesMs);
  return {
    perSecond: median(together.map(perSecond)),
    p50Ms: quantile(latencies, 0.5),
    p99Ms: quantile(latencies, 0.99),
    cpuUsPerCall: median(together.map((sample) => sample.cpuUs / sample.latenciesMs.length)),
  };
}

/**
 * The throughput of a contestant relative to `peer`: the median of the rounds' ratios, so that each is measured
 * of two samples that lie next to each other in time.
 */
export function throughputRatio(of: Performance<string>, peer: Performance<string>): number {
  return median(
    of.together.map((sample, round) => {
      const other = peer.together[round];
      return other ? perSecond(sample) / perSecond(other) : Number.NaN;
    }),
  );
}

/** Calls a second in one stretch. */
export function perSecond({ elapsedMs, latenciesMs }: TimedSample): number {
  return (latenciesMs.length / elapsedMs) * 1_000;
}
