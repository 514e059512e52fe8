import { generateEncryptionKey } from '@picard-mcp/core';
import type { Contestant } from './contestants/contestant.js';
import { inProcessContestant } from './contestants/in-process-contestant.js';
import { createPopulation, type PopulationSize } from './data/population.js';
import { createDatabase } from './database/bench-database.js';
import { fill } from './database/fill.js';
import { requireFreeSpace } from './database/free-space.js';
import { seed } from './database/seed.js';
import { recall } from './measure/recall.js';
import { type Plan, runRounds } from './measure/rounds.js';
import type { Options } from './options.js';
import { withCleanup } from './process/cleanup.js';
import { type Aim, aimLines } from './report/aims.js';
import { type ScaleRow, scaleAims, scaleLines } from './report/scale-report.js';
import type { Scenario } from './scenario.js';
import { type SearchSizes, searchScenarios } from './scenarios.js';

export interface ScaleResult {
  readonly rows: readonly ScaleRow[];
  readonly aims: readonly Aim[];
}

interface Sizes extends PopulationSize, SearchSizes, Plan {
  readonly rowsAtScale: number;
}

const full: Sizes = {
  rows: 20_000,
  rowsAtScale: 1_000_000,
  largeOwner: 10_000,
  smallOwner: 50,
  smallOwners: 10,
  variety: 200,
  concurrency: 8,
  rounds: 15,
  stretchMs: 500,
  warmUpMs: 3_000,
};

const quick: Sizes = {
  ...full,
  rows: 300,
  rowsAtScale: 500,
  largeOwner: 100,
  smallOwner: 10,
  variety: 3,
  concurrency: 2,
  rounds: 1,
  stretchMs: 10,
  warmUpMs: 10,
};

/** The same searches by the same owner of many memories, alone in a small database and among very many others. */
export async function runScaleBenchmark(
  server: string,
  options: Options,
  print: (line: string) => void,
): Promise<ScaleResult> {
  const sizes = sizesOf(options);
  return withCleanup(async (cleanup) => {
    await requireFreeSpace(server, sizes.rowsAtScale);
    const population = createPopulation(sizes);
    const encryptionKeys = generateEncryptionKey();
    print(`seeding ${sizes.rows.toLocaleString('en')} memories …`);
    const smallUrl = await createDatabase(server, cleanup);
    await seed(smallUrl, encryptionKeys, population);
    print(`filling a copy up to ${sizes.rowsAtScale.toLocaleString('en')} …`);
    const largeUrl = await createDatabase(server, cleanup, smallUrl);
    await fill({ databaseUrl: largeUrl, rows: sizes.rowsAtScale, print });

    const scenario = searchScenarios(population, sizes).find(({ name }) => name === 'search-large');
    if (!scenario) throw new Error('there is no scenario for the large owner');
    const entries: Entry[] = [];
    for (const { kind, name } of contestants) {
      for (const { databaseUrl, among } of [
        { databaseUrl: smallUrl, among: sizes.rows },
        { databaseUrl: largeUrl, among: sizes.rowsAtScale },
      ]) {
        const caller = { name, kind, databaseUrl, encryptionKeys, profileInto: options.profile };
        entries.push({
          title: `${name} among ${among.toLocaleString('en')}`,
          databaseUrl,
          contestant: await inProcessContestant(caller, cleanup),
        });
      }
    }
    const rows = await measure(scenario, entries, sizes);
    const aims = scaleAims(rows, scenario);
    for (const line of ['', ...scaleLines(scenario, rows), '', ...aimLines(aims)]) print(line);
    return { rows, aims };
  });
}

const contestants = [
  { kind: 'pg', name: 'bare pg' },
  { kind: 'library', name: 'library' },
] as const;

interface Entry {
  readonly title: string;
  readonly databaseUrl: string;
  readonly contestant: Contestant;
}

async function measure(
  scenario: Scenario,
  entries: readonly Entry[],
  plan: Plan,
): Promise<readonly ScaleRow[]> {
  const recalls: number[] = [];
  for (const { contestant, databaseUrl } of entries) {
    await contestant.prepare(scenario);
    recalls.push(await recall(scenario, contestant, databaseUrl));
  }
  const performances = await runRounds(
    scenario,
    entries.map(({ contestant }) => contestant),
    plan,
  );
  return performances.map((performance, index) => ({
    title: entries[index]?.title ?? '',
    performance,
    recall: recalls[index] ?? Number.NaN,
  }));
}

function sizesOf(options: Options): Sizes {
  const sizes = options.quick ? quick : full;
  return {
    ...sizes,
    rowsAtScale: options.rows ?? sizes.rowsAtScale,
    rounds: options.rounds ?? sizes.rounds,
  };
}
