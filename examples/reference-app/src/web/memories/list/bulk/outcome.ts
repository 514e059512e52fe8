import type { Output } from '../../../memory-service/tools.js';

/** What came of a change to several memories: how many of each kind. */
export interface Outcome {
  readonly changed: number;
  /** They had it so already. */
  readonly unchanged: number;
  /** Not there, or not the visitor's. */
  readonly gone: number;
  /** Changed by somebody else at the same time, again and again. */
  readonly conflicts: number;
  /** Would have had more tags than a memory can have. */
  readonly full: number;
  /** Refused for other reasons, by what the server said. */
  readonly refused: ReadonlyMap<string, number>;
}

export const noOutcome: Outcome = {
  changed: 0,
  unchanged: 0,
  gone: 0,
  conflicts: 0,
  full: 0,
  refused: new Map(),
};

type Results = Output<'batch_update_memories'>['results'];

/** Adds what a batch answered. */
export function withResults(outcome: Outcome, results: Results): Outcome {
  const failures = results.flatMap(({ status, error }) =>
    status === 'error' && error ? [error] : [],
  );
  const count = (code: string) => failures.filter((each) => each.code === code).length;
  const refused = new Map(outcome.refused);
  for (const { code, message } of failures) {
    if (code === 'not_found' || code === 'conflict') continue;
    refused.set(message, (refused.get(message) ?? 0) + 1);
  }
  return {
    ...outcome,
    changed: outcome.changed + results.length - failures.length,
    gone: outcome.gone + count('not_found'),
    conflicts: outcome.conflicts + count('conflict'),
    refused,
  };
}
