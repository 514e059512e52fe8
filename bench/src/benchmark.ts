import { generateEncryptionKey, newId, type UserId } from '@picard-mcp/core';
import { enterAll } from './contestants/enter-all.js';
import { createPopulation, type PopulationSize } from './data/population.js';
import { createDatabase } from './database/bench-database.js';
import { seed } from './database/seed.js';
import { checkAnswers } from './measure/check.js';
import { embedderCost } from './measure/embedder-cost.js';
import { type Plan, runRounds } from './measure/rounds.js';
import type { Options } from './options.js';
import { withCleanup } from './process/cleanup.js';
import { type Aim, aimLines, aimsOf, notMeasured } from './report/aims.js';
import { reportScenario, type ScenarioReport, scenarioLines } from './report/scenario-report.js';
import { createScenarios, type ScenarioSizes } from './scenarios.js';

export interface BenchmarkResult {
  readonly reports: readonly ScenarioReport[];
  readonly aims: readonly Aim[];
}

interface Sizes extends PopulationSize, ScenarioSizes, Plan {
  readonly writers: number;
}

const full: Sizes = {
  rows: 100_000,
  largeOwner: 10_000,
  smallOwner: 50,
  smallOwners: 40,
  writers: 200,
  variety: 200,
  batch: 1_000,
  concurrency: 8,
  rounds: 15,
  stretchMs: 300,
  warmUpMs: 1_500,
};

const quick: Sizes = {
  rows: 700,
  largeOwner: 200,
  smallOwner: 20,
  smallOwners: 4,
  writers: 2,
  variety: 4,
  batch: 20,
  concurrency: 2,
  rounds: 1,
  stretchMs: 10,
  warmUpMs: 10,
};

/** Everything in one run on one machine, so that each figure has its floor and its peers beside it. */
export async function runBenchmark(
  server: string,
  options: Options,
  print: (line: string) => void,
): Promise<BenchmarkResult> {
  const sizes = sizesOf(options);
  return withCleanup(async (cleanup) => {
    const population = createPopulation(sizes);
    const encryptionKeys = generateEncryptionKey();
    const databaseUrl = await createDatabase(server, cleanup);
    if (options.quick) print('tiny sizes: the figures mean nothing');
    print(`seeding ${sizes.rows.toLocaleString('en')} memories …`);
    await seed(databaseUrl, encryptionKeys, population);

    const contestants = await enterAll(
      { databaseUrl, encryptionKeys, profileInto: options.profile },
      cleanup,
    );
    const writers = Array.from({ length: sizes.writers }, () => newId<UserId>());
    const reports: ScenarioReport[] = [];
    for (const scenario of createScenarios(population, writers, sizes)) {
      if (!scenario.name.includes(options.only ?? '')) continue;
      for (const contestant of contestants) await contestant.prepare(scenario);
      await checkAnswers(scenario, contestants, databaseUrl);
      const performances = await runRounds(scenario, contestants, sizes);
      const report = reportScenario(scenario, performances);
      reports.push(report);
      for (const line of ['', ...scenarioLines(report)]) print(line);
    }
    const aims = aimsOf(reports);
    for (const line of ['', ...aimLines(aims)]) print(line);
    print(`${notMeasured}a large owner among very many memories: npm run bench -- --scale`);
    print('');
    print(`Making the vectors is not in any figure. ${await embedderCost()}`);
    return { reports, aims };
  });
}

function sizesOf(options: Options): Sizes {
  const sizes = options.quick ? quick : full;
  return {
    ...sizes,
    rows: options.rows ?? sizes.rows,
    rounds: options.rounds ?? sizes.rounds,
  };
}
