import type { Contestant } from '../contestants/contestant.js';
import { withClient } from '../database/bench-database.js';
import type { Scenario } from '../scenario.js';
import { mean } from './statistics.js';

/** Two approximate searches may each miss a memory that the other finds. */
const minAgreement = 0.95;

/**
 * Sees to it that every contestant does the work that it is timed for: that it answers as many memories as asked
 * for, the same ones as the first contestant when it reads, and that the database holds them when it writes.
 *
 * @throws Error naming the contestant that does not.
 */
export async function checkAnswers(
  scenario: Scenario,
  contestants: readonly Contestant[],
  databaseUrl: string,
): Promise<void> {
  const count = Math.min(scenario.calls.length, scenario.writes > 1 ? 1 : 20);
  let expected: readonly (readonly string[])[] | undefined;
  for (const contestant of contestants) {
    const answers = await contestant.check(scenario, count);
    if (!answers) continue;
    const refuse = (what: string) => new Error(`${scenario.name}: ${contestant.name} ${what}`);
    for (const ids of answers) {
      if (new Set(ids).size === scenario.answers) continue;
      throw refuse(`answered ${ids.length} memories, not ${scenario.answers}`);
    }
    if (scenario.writes > 0) {
      const missing = await countMissing(databaseUrl, answers.flat());
      if (missing > 0) throw refuse(`did not store ${missing} memories`);
      continue;
    }
    expected ??= answers;
    const share = overlap(expected, answers);
    if (share < minAgreement) {
      throw refuse(`finds ${(share * 100).toFixed(1)} % of what bare pg finds`);
    }
  }
}

/** The mean share of the expected ids that are among those answered. */
export function overlap(
  expected: readonly (readonly string[])[],
  answers: readonly (readonly string[])[],
): number {
  return mean(
    expected.map((ids, index) => {
      const found = new Set(answers[index]);
      return ids.filter((id) => found.has(id)).length / ids.length;
    }),
  );
}

async function countMissing(databaseUrl: string, ids: readonly string[]): Promise<number> {
  return withClient(databaseUrl, async (client) => {
    const { rows } = await client.query<{ stored: number }>(
      'select count(*)::int as stored from memories where id = any ($1::uuid[])',
      [ids],
    );
    return ids.length - (rows[0]?.stored ?? 0);
  });
}
