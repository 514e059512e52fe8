import { halfvec } from '../contestants/bare-pg/binary-values.js';
import type { Contestant } from '../contestants/contestant.js';
import { vectorOf } from '../data/theme.js';
import { withClient } from '../database/bench-database.js';
import type { Scenario } from '../scenario.js';
import { overlap } from './check.js';

/** The share of the truly nearest memories of the owner that a contestant's searches find. */
export async function recall(
  scenario: Scenario,
  contestant: Contestant,
  databaseUrl: string,
): Promise<number> {
  const expected = await withClient(databaseUrl, async (client) => {
    const nearest: string[][] = [];
    for (const call of scenario.calls) {
      if (call.tool !== 'query_memory') throw new TypeError(`${call.tool} has no recall`);
      const vector = halfvec(vectorOf(call.input.query));
      // Without `ann` in its condition the index cannot serve it: this is exact.
      const { rows } = await client.query<{ id: string }>(
        'select id from memories where owner_id = $1 order by embedding <=> $2 limit $3',
        [call.ownerId, vector, call.input.limit],
      );
      nearest.push(rows.map(({ id }) => id));
    }
    return nearest;
  });
  const answers = await contestant.check(scenario, scenario.calls.length);
  if (!answers) throw new TypeError(`${contestant.name} stores no memories`);
  return overlap(expected, answers);
}
