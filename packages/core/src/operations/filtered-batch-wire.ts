import { z } from 'zod';
import { invalidField } from '../invalid-input.js';
import { filteredBatch } from '../memory/input.js';
import type { FilteredBatch } from '../memory/memory-service.js';
import { resultToJson } from './batch-wire.js';
import { batchSchema } from './output-schemas.js';
import { onTheWire } from './wire-names.js';

const wireFilter = onTheWire(filteredBatch.filter);

/** What a batch takes in place of its items. */
export const filterFields = {
  filter: wireFilter
    .optional()
    .describe(
      'Instead of ids: selects your own memories as get_memories does. Call first with `dry_run`, then with `confirm`.',
    ),
  dry_run: filteredBatch.dryRun
    .optional()
    .describe(
      'With `filter`: change nothing; return the number of matching memories and `confirm`.',
    ),
  confirm: filteredBatch.confirm,
};

/** Results per item, or what came of a batch by filter. */
export function filteredBatchSchema<Value extends z.ZodRawShape>(value: Value) {
  return batchSchema(value)
    .partial()
    .extend({
      count: z.int().optional().describe('With `dry_run`: the number of matching memories.'),
      confirm: z
        .string()
        .optional()
        .describe('With `dry_run`: the token to pass as `confirm` within 10 minutes.'),
    });
}

interface Given {
  readonly filter?: z.output<typeof wireFilter> | undefined;
  readonly dry_run?: boolean | undefined;
  readonly confirm?: string | undefined;
  readonly atomic: boolean;
}

/**
 * The part of the input that speaks of a filter, in the library's names; `undefined` where items are given.
 *
 * @throws PicardError `invalid_input` unless exactly one of them is given, with what goes with it.
 */
export function filterOf(field: string, items: unknown, { filter, atomic, ...given }: Given) {
  if (filter === undefined) {
    if (items === undefined) throw invalidField(field, 'is required unless `filter` is given');
    const [stray] = Object.entries(given).flatMap(([name, value]) => (value ? [name] : []));
    if (stray !== undefined) throw invalidField(stray, 'requires `filter`');
    return undefined;
  }
  if (items !== undefined) throw invalidField('filter', `cannot be combined with \`${field}\``);
  if (atomic) throw invalidField('atomic', `requires \`${field}\``);
  return { filter, dryRun: given.dry_run ?? false, confirm: given.confirm };
}

/** What came of a batch by filter, as every wire carries it. */
export function filteredBatchToJson<Value>(
  batch: FilteredBatch<Value>,
  toJson: (value: Value) => Record<string, unknown>,
) {
  if (batch.outcome === 'counted') return { count: batch.count, confirm: batch.confirm };
  const { succeeded, failed, results } = batch;
  return {
    ...(results && {
      results: results.map((item, index) => resultToJson(item, index, toJson)),
    }),
    ...{ succeeded, failed },
  };
}
