import { errorBody, PicardError } from '../errors.js';
import { invalidField } from '../invalid-input.js';
import { limits } from '../limits.js';
import type { BatchItem } from './memory-service.js';

/** What became of one item. */
export type Outcome<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: PicardError };

/** A kind of change, of one memory or of many. */
export interface Action<Input, Prepared, Value> {
  /** Checks one item alone. @throws PicardError what is wrong with it. */
  prepare(input: Input): Promise<Prepared>;
  /** Carries all of them out in one transaction; one outcome per item, in order. */
  apply(items: readonly Prepared[], atomic: boolean): Promise<readonly Outcome<Value>[]>;
}

/** @throws PicardError what the item failed with. */
export async function runOne<Input, Prepared, Value>(
  action: Action<Input, Prepared, Value>,
  input: Input,
): Promise<Value> {
  const [outcome] = await action.apply([await action.prepare(input)], true);
  if (!outcome) throw new PicardError('internal', 'an action gave no outcome');
  if (!outcome.ok) throw outcome.error;
  return outcome.value;
}

/**
 * Runs an action on many items.
 *
 * @throws PicardError `invalid_input` for a wrong number of items, `unprocessable` when `atomic` and an
 *   item failed: `details.items` then holds index and error of each, and nothing was written.
 */
export async function runBatch<Input, Prepared, Value>(
  action: Action<Input, Prepared, Value>,
  inputs: readonly Input[],
  atomic = false,
): Promise<readonly BatchItem<Value>[]> {
  if (!Array.isArray(inputs)) throw invalidField('items', 'must be a list');
  if (inputs.length === 0) throw invalidField('items', 'must not be empty');
  if (inputs.length > limits.batch) {
    throw invalidField('items', `must have at most ${limits.batch} items`);
  }
  const prepared: Outcome<Prepared>[] = [];
  for (const input of inputs) prepared.push(await settle(() => action.prepare(input)));
  if (atomic) refuseIfAnyFailed(prepared);
  const ready = prepared.flatMap((item) => (item.ok ? [item.value] : []));
  const applied = ready.length > 0 ? await action.apply(ready, atomic) : [];
  if (atomic) refuseIfAnyFailed(applied);
  const next = applied.values();
  return prepared.map((item) => {
    const outcome = item.ok ? next.next().value : item;
    if (!outcome) throw new PicardError('internal', 'an action gave too few outcomes');
    return outcome.ok ? outcome : { ok: false, error: errorBody(outcome.error) };
  });
}

/** The item's own mistakes become its outcome; a fault of the service fails the whole call. */
async function settle<Value>(work: () => Promise<Value>): Promise<Outcome<Value>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    if (error instanceof PicardError && error.code === 'invalid_input') return { ok: false, error };
    throw error;
  }
}

/** @throws PicardError `unprocessable` naming every item that failed, if there is one. */
export function refuseIfAnyFailed(outcomes: readonly Outcome<unknown>[]): void {
  const items = outcomes.flatMap((outcome, index) =>
    outcome.ok ? [] : [{ index, error: errorBody(outcome.error) }],
  );
  const first = items[0];
  if (!first) return;
  throw new PicardError(
    'unprocessable',
    `Nothing was written: item ${first.index} failed (${first.error.message})`,
    { details: { items } },
  );
}
