import type { ContestantName } from '../contestants/contestant.js';
import type { ScenarioName } from '../scenario.js';
import type { Entry, ScenarioReport } from './scenario-report.js';
import { figure } from './table.js';

/** A figure that was promised. */
export interface Aim {
  readonly title: string;
  readonly bound: 'at least' | 'at most';
  readonly limit: number;
  readonly unit: string;
  /** `undefined` where the run did not measure it. */
  readonly measured: number | undefined;
}

export function aimsOf(reports: readonly ScenarioReport[]): readonly Aim[] {
  const entry = (scenario: ScenarioName, contestant: ContestantName): Entry | undefined =>
    reports
      .find((report) => report.scenario.name === scenario)
      ?.entries.find((each) => each.contestant === contestant);
  const titleOf = (scenario: ScenarioName) =>
    reports.find((report) => report.scenario.name === scenario)?.scenario.title ?? scenario;

  const searches: readonly ScenarioName[] = ['search-small', 'search-large', 'search-public'];
  const wires: readonly ContestantName[] = ['MCP 2026-07-28', 'MCP 2025-11-25'];
  const batchRate = entry('batch', 'library')?.ofPg;
  return [
    ...searches.map(
      (scenario): Aim => ({
        title: `library, ${titleOf(scenario)}: throughput of bare pg`,
        bound: 'at least',
        limit: 0.8,
        unit: ' ×',
        measured: entry(scenario, 'library')?.ofPg,
      }),
    ),
    ...wires.flatMap((wire): Aim[] => {
      const measured = entry('search-small', wire);
      const title = `${wire}, ${titleOf('search-small')}`;
      return [
        {
          title: `${title}: request rate of the bare SDK server`,
          bound: 'at least',
          limit: 0.8,
          unit: ' ×',
          measured: measured?.ofSdk,
        },
        {
          title: `${title}: server CPU for a call`,
          bound: 'at most',
          limit: 700,
          unit: ' µs',
          measured: measured?.cpuUsPerCall,
        },
      ];
    }),
    {
      title: `library, ${titleOf('batch')}: time of bare pg`,
      bound: 'at most',
      limit: 1.5,
      unit: ' ×',
      measured: batchRate && 1 / batchRate,
    },
  ];
}

export function isMet({ bound, limit, measured }: Aim): boolean {
  if (measured === undefined) return false;
  return bound === 'at least' ? measured >= limit : measured <= limit;
}

/** Stands where a verdict would. */
export const notMeasured = 'not measured  ';

export function aimLines(aims: readonly Aim[]): readonly string[] {
  return aims.map((aim) => {
    const { title, bound, limit, unit, measured } = aim;
    if (measured === undefined) return `${notMeasured}${title}`;
    const verdict = (isMet(aim) ? 'met' : 'NOT MET').padEnd(notMeasured.length);
    return `${verdict}${title}: ${figure(measured)}${unit} (aim: ${bound} ${limit}${unit})`;
  });
}
