import { type ContestantName, sdkPeer } from '../contestants/contestant.js';
import type { Performance } from '../measure/rounds.js';
import { type Summary, summarize, throughputRatio } from '../measure/summary.js';
import type { Scenario } from '../scenario.js';
import { figure, tableLines } from './table.js';

/** One contestant's line of the table. */
export interface Entry extends Summary {
  readonly contestant: ContestantName;
  /** Throughput as a multiple of bare pg's; absent where there is nothing to compare. */
  readonly ofPg: number | undefined;
  /** Throughput as a multiple of the bare SDK server's on the same wire. */
  readonly ofSdk: number | undefined;
}

export interface ScenarioReport {
  readonly scenario: Scenario;
  readonly entries: readonly Entry[];
}

export function reportScenario(
  scenario: Scenario,
  performances: readonly Performance[],
): ScenarioReport {
  const named = (name: ContestantName | undefined) =>
    performances.find(({ contestant }) => contestant === name);
  const pg = named('bare pg');
  const entries = performances.map((performance): Entry => {
    const { contestant } = performance;
    const sdk = named(sdkPeer[contestant]);
    const storesMemories = !contestant.startsWith('bare SDK');
    return {
      contestant,
      ...summarize(performance),
      ofPg: storesMemories && pg ? throughputRatio(performance, pg) : undefined,
      ofSdk: sdk && throughputRatio(performance, sdk),
    };
  });
  return { scenario, entries };
}

const columns = [
  { title: 'calls/s', width: 9 },
  { title: 'of pg', width: 8 },
  { title: 'of SDK', width: 8 },
  { title: 'p50 ms', width: 9 },
  { title: 'p99 ms', width: 9 },
  { title: 'CPU µs', width: 9 },
];

export function scenarioLines({ scenario, entries }: ScenarioReport): readonly string[] {
  return tableLines(
    scenario.title,
    columns,
    entries.map((entry) => [
      entry.contestant,
      figure(entry.perSecond),
      figure(entry.ofPg),
      figure(entry.ofSdk),
      figure(entry.p50Ms),
      figure(entry.p99Ms),
      figure(entry.cpuUsPerCall),
    ]),
  );
}
