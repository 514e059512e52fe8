import type { Performance } from '../measure/rounds.js';
import { summarize, throughputRatio } from '../measure/summary.js';
import type { Scenario } from '../scenario.js';
import type { Aim } from './aims.js';
import { figure, tableLines } from './table.js';

export interface ScaleRow {
  readonly title: string;
  readonly performance: Performance;
  readonly recall: number;
}

const columns = [
  { title: 'calls/s', width: 9 },
  { title: 'p50 ms', width: 9 },
  { title: 'p99 ms', width: 9 },
  { title: 'recall@10', width: 11 },
];

export function scaleLines(scenario: Scenario, rows: readonly ScaleRow[]): readonly string[] {
  return tableLines(
    scenario.title,
    columns,
    rows.map(({ title, performance, recall: share }) => {
      const { perSecond, p50Ms, p99Ms } = summarize(performance);
      return [title, figure(perSecond), figure(p50Ms), figure(p99Ms), share.toFixed(3)];
    }),
  );
}

export function scaleAims(rows: readonly ScaleRow[], scenario: Scenario): readonly Aim[] {
  const [small, large] = rows.filter(({ performance }) => performance.contestant === 'library');
  if (!small || !large) throw new Error('the library was not measured');
  return [
    {
      title: `${scenario.title}: time among very many, of that among few`,
      bound: 'at most',
      limit: 2,
      unit: ' ×',
      measured: throughputRatio(small.performance, large.performance),
    },
    {
      title: `${scenario.title}: recall@10 among very many`,
      bound: 'at least',
      limit: 0.99,
      unit: '',
      measured: large.recall,
    },
  ];
}
