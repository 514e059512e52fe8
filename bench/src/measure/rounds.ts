import type { ContestantName } from '../contestants/contestant.js';
import type { Scenario } from '../scenario.js';
import type { Load } from './closed-loop.js';
import type { TimedSample } from './cpu.js';

export interface Plan {
  readonly rounds: number;
  /** The duration of one run of a contestant. */
  readonly stretchMs: number;
  readonly warmUpMs: number;
}

/** What one contestant did in one scenario. Samples of the same index were taken in the same round. */
export interface Performance<Name extends string = ContestantName> {
  readonly contestant: Name;
  /** One call at a time: how long a call takes. */
  readonly alone: readonly TimedSample[];
  /** As many at once as the scenario says: how many calls a second there are. */
  readonly together: readonly TimedSample[];
}

/** Whatever can make the calls of a scenario. */
export interface Runner<RunScenario, Name extends string> {
  readonly name: Name;
  run(scenario: RunScenario, load: Load): Promise<TimedSample>;
}

/**
 * Lets the contestants run in turn, round after round, so that what else the machine does befalls all of
 * them alike. Each round begins with another one.
 */
export async function runRounds<
  RunScenario extends Pick<Scenario, 'concurrency'>,
  Name extends string,
>(
  scenario: RunScenario,
  contestants: readonly Runner<RunScenario, Name>[],
  { rounds, stretchMs, warmUpMs }: Plan,
): Promise<readonly Performance<Name>[]> {
  const { concurrency } = scenario;
  const performances = contestants.map((contestant) => ({
    contestant,
    alone: [] as TimedSample[],
    together: [] as TimedSample[],
  }));
  const load = { durationMs: stretchMs, minCalls: 1 };
  for (const { contestant } of performances) {
    await contestant.run(scenario, { ...load, concurrency, durationMs: warmUpMs });
  }
  for (let round = 0; round < rounds; round += 1) {
    for (const { contestant, alone, together } of rotated(performances, round)) {
      const single = await contestant.run(scenario, { ...load, concurrency: 1 });
      alone.push(single);
      together.push(
        concurrency === 1 ? single : await contestant.run(scenario, { ...load, concurrency }),
      );
    }
  }
  return performances.map(({ contestant, ...samples }) => ({
    contestant: contestant.name,
    ...samples,
  }));
}

function rotated<Value>(values: readonly Value[], by: number): readonly Value[] {
  const start = by % values.length;
  return [...values.slice(start), ...values.slice(0, start)];
}
