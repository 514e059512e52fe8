import type { IdOf } from '../idempotency/idempotency.js';

/** Gives what an input creates the ids that `idOf` names, where the caller named none. */
export type WithIds = (input: unknown, idOf: IdOf) => unknown;

/** For an operation that creates one thing, whose id the field `id` takes. */
export const withId: WithIds = (input, idOf) => named(input, idOf(0));

/** For an operation that creates one thing per item of a list, whose id the item's field `id` takes. */
export function withIdsIn(list: string): WithIds {
  return (input, idOf) => {
    const items = isRecord(input) ? input[list] : undefined;
    if (!isRecord(input) || !Array.isArray(items)) return input;
    return { ...input, [list]: items.map((item, index) => named(item, idOf(index))) };
  };
}

/** What is no object is left to the operation to refuse. */
function named(input: unknown, id: string): unknown {
  return isRecord(input) && input.id === undefined ? { ...input, id } : input;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
