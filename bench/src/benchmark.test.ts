import { describe, expect, it } from 'vitest';
import { runBenchmark } from './benchmark.js';
import { contestantNames } from './contestants/contestant.js';
import { parseOptions } from './options.js';
import { runScaleBenchmark } from './scale-benchmark.js';

const server = process.env.PICARD_TEST_DATABASE_URL;
const skipped = server === undefined;
const why = skipped ? ' (skipped: PICARD_TEST_DATABASE_URL is not set)' : '';

/** At tiny sizes: the figures mean nothing, but everything runs and every answer is checked. */
describe.skipIf(skipped)(`the benchmark${why}`, () => {
  it('measures every contestant in every scenario', async () => {
    const lines: string[] = [];
    const options = parseOptions(['--quick']);
    const { reports, aims } = await runBenchmark(server ?? '', options, (line) => lines.push(line));

    expect(reports.map(({ scenario }) => scenario.name)).toEqual([
      'search-small',
      'search-large',
      'search-public',
      'list',
      'submit',
      'batch',
    ]);
    for (const { entries } of reports) {
      expect(entries.map(({ contestant }) => contestant)).toEqual(contestantNames);
      for (const { contestant, perSecond, p50Ms, p99Ms, cpuUsPerCall, ofPg, ofSdk } of entries) {
        for (const value of [perSecond, p50Ms, cpuUsPerCall]) expect(value).toBeGreaterThan(0);
        expect(p99Ms).toBeGreaterThanOrEqual(p50Ms);
        expect(ofPg !== undefined, contestant).toBe(!contestant.startsWith('bare SDK'));
        expect(ofSdk !== undefined, contestant).toBe(contestant.startsWith('MCP'));
      }
    }
    expect(aims.every(({ measured }) => measured !== undefined)).toBe(true);
    for (const name of contestantNames) {
      expect(lines.filter((line) => line.startsWith(`  ${name} `))).toHaveLength(reports.length);
    }
  }, 120_000);

  it('compares a small and a large database', async () => {
    const options = parseOptions(['--quick', '--scale']);
    const { rows, aims } = await runScaleBenchmark(server ?? '', options, () => undefined);
    expect(rows).toHaveLength(4);
    for (const { recall } of rows) expect(recall).toBe(1);
    expect(aims).toHaveLength(2);
  }, 120_000);
});
