import { z } from 'zod';
import { type ErrorBody, errorBody } from '../errors.js';
import { invalidInput } from '../invalid-input.js';
import { limits } from '../limits.js';
import { refuseIfAnyFailed } from '../memory/batch.js';
import type { BatchItem } from '../memory/memory-service.js';
import { jsonSchema } from './json-schema.js';
import { inWireNames, onTheWire } from './wire-names.js';

/** The items of a batch. Their fields are described by the published schema only. */
export function itemList(item: z.ZodObject) {
  return z
    .array(z.unknown().meta({ ...jsonSchema(onTheWire(item), 'input') }))
    .min(1, 'must not be empty')
    .max(limits.batch, `must have at most ${limits.batch} items`);
}

export const atomic = z
  .boolean()
  .default(false)
  .describe('true: if one item fails, nothing is written and the call fails.');

/**
 * The input of a batch. The published schema says what an item holds, but items are checked one by one
 * when the batch runs, so that a bad one becomes its own result instead of failing the call.
 */
export function batchInput(field: string, item: z.ZodObject) {
  return z.strictObject({ [field]: itemList(item), atomic }).transform((value) => ({
    items: value[field] as readonly unknown[],
    atomic: value.atomic as boolean,
  }));
}

interface Batch<Value> {
  readonly items: readonly unknown[];
  readonly atomic: boolean;
  readonly schema: z.ZodObject;
  /** Runs the items that are well formed, under their library names. */
  readonly run: (items: readonly unknown[]) => Promise<readonly BatchItem<Value>[]>;
  readonly toJson: (value: Value) => Record<string, unknown>;
}

/** Runs a batch that came by wire; `results` are in the order of its items. */
export async function runBatchByWire<Value>(batch: Batch<Value>) {
  const wire = onTheWire(batch.schema);
  const parsed = batch.items.map((item) => {
    const result = wire.safeParse(item);
    return result.success
      ? { ok: true as const, value: result.data }
      : { ok: false as const, error: invalidInput(result.error) };
  });
  if (batch.atomic) refuseIfAnyFailed(parsed);
  const ready = parsed.flatMap((item) => (item.ok ? [item.value] : []));
  const outcomes = (ready.length > 0 ? await batch.run(ready) : []).values();
  const results = parsed.map((item, index) => {
    if (!item.ok) return failure(index, errorBody(item.error));
    const outcome = outcomes.next().value;
    if (!outcome) throw new Error('a batch gave too few results');
    return resultToJson(outcome, index, batch.toJson);
  });
  const failed = results.filter(({ status }) => status === 'error').length;
  return { results, succeeded: results.length - failed, failed };
}

/** One item's result as every wire carries it. */
export function resultToJson<Value>(
  outcome: BatchItem<Value>,
  index: number,
  toJson: (value: Value) => Record<string, unknown>,
) {
  return outcome.ok
    ? { index, status: 'success' as const, ...toJson(outcome.value) }
    : failure(index, inWireNames(outcome.error));
}

function failure(index: number, error: ErrorBody) {
  return { index, status: 'error' as const, error: { ...error } };
}
