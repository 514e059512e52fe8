import type { Performance } from '../measure/rounds.js';
import { quantile } from '../measure/statistics.js';
import { perSecond, summarize } from '../measure/summary.js';
import { figure, tableLines } from './table.js';

/** A ratio with what half of the rounds lay between. */
export interface Spread {
  readonly median: number;
  readonly lower: number;
  readonly upper: number;
}

export interface OauthEntry {
  readonly contestant: string;
  readonly perSecond: number;
  /** Throughput as a multiple of the floor's. */
  readonly ofFloor: Spread;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly cpuUs: number;
}

export interface OauthReport {
  readonly title: string;
  readonly entries: readonly OauthEntry[];
}

type Performances = readonly Performance<string>[];

/**
 * The floor's time for an operation is the sum of the times that these contestants need for one, in the
 * same round. `operations`: in a call.
 */
export function reportOauth(
  title: string,
  performances: Performances,
  floors: readonly string[],
  operations = 1,
): OauthReport {
  const floor = floors.map((name) => {
    const found = performances.find(({ contestant }) => contestant === name);
    if (!found) throw new Error(`${name} was not measured`);
    return found;
  });
  const entries = performances.map((performance): OauthEntry => {
    const summary = summarize(performance);
    const ratios = performance.together.map((sample, round) => {
      const seconds = floor.map(({ together }) => {
        const other = together[round];
        return other ? 1 / perSecond(other) : Number.NaN;
      });
      return perSecond(sample) * seconds.reduce((sum, each) => sum + each, 0);
    });
    const [lower = Number.NaN, median = Number.NaN, upper = Number.NaN] = [0.25, 0.5, 0.75].map(
      (share) => quantile(ratios, share),
    );
    return {
      contestant: performance.contestant,
      perSecond: summary.perSecond * operations,
      ofFloor: { median, lower, upper },
      p50Ms: summary.p50Ms / operations,
      p99Ms: summary.p99Ms / operations,
      cpuUs: summary.cpuUsPerCall / operations,
    };
  });
  return { title, entries };
}

const columns = [
  { title: 'a second', width: 12 },
  { title: 'of floor', width: 10 },
  { title: 'quartiles', width: 14 },
  { title: 'p50 µs', width: 10 },
  { title: 'p99 µs', width: 10 },
  { title: 'CPU µs', width: 10 },
];

export function oauthLines({ title, entries }: OauthReport): readonly string[] {
  return tableLines(
    title,
    columns,
    entries.map(({ contestant, ofFloor: { median, lower, upper }, ...entry }) => [
      contestant,
      figure(entry.perSecond),
      figure(median),
      `${figure(lower)}–${figure(upper)}`,
      figure(entry.p50Ms * 1000),
      figure(entry.p99Ms * 1000),
      figure(entry.cpuUs),
    ]),
  );
}
