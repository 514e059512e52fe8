import type { z } from 'zod';
import { errorBody, PicardError } from '../errors.js';
import type { UserId } from '../ids.js';
import { invalidField, parseInput } from '../invalid-input.js';
import { limits } from '../limits.js';
import type { Action, Outcome } from './batch.js';
import { permissionAction } from './change.js';
import { askAgain, digestOf, openConfirmation, sealConfirmation } from './confirmation.js';
import {
  type DeleteMatchingInput,
  deleteMatchingInput,
  type SetPermissionMatchingInput,
  setPermissionMatchingInput,
} from './input.js';
import type { Memory } from './memory.js';
import type { MemoryContext } from './memory-context.js';
import type { Deletion, FilteredBatch } from './memory-service.js';
import { removeAction } from './remove.js';
import { sharingCheck } from './sharing.js';

/** Deletes all of the owner's memories that match, once that is confirmed. */
export function deleteMatching(
  context: MemoryContext,
  ownerId: UserId,
  input: DeleteMatchingInput,
): Promise<FilteredBatch<Deletion>> {
  const request = parseInput(deleteMatchingInput, input);
  const action = removeAction(context, ownerId, request.permanent);
  return runByFilter(context, ownerId, {
    request,
    call: ['delete', request.filter, request.permanent],
    apply: (memories) => action.apply(memories.map(expecting), false),
  });
}

/** Sets the permission of all of the owner's memories that match, once that is confirmed. */
export async function setPermissionMatching(
  context: MemoryContext,
  ownerId: UserId,
  input: SetPermissionMatchingInput,
): Promise<FilteredBatch<Memory>> {
  const request = parseInput(setPermissionMatchingInput, input);
  const { permission } = request;
  const sharedWith = await sharingCheck(context.store.groups, ownerId)(request);
  const action = permissionAction(context, ownerId);
  return runByFilter(context, ownerId, {
    request,
    call: ['set permission', request.filter, permission, sharedWith],
    apply: (memories) =>
      action.apply(
        memories.map((memory) => ({ ...expecting(memory), permission, sharedWith })),
        false,
      ),
  });
}

type Matching = Awaited<ReturnType<MemoryContext['store']['memories']['listOwn']>>;
type Applied<Value> = ReturnType<Action<unknown, unknown, Value>['apply']>;

/** What changed after it was confirmed is left alone. */
function expecting({ id, updatedAt: expectedUpdatedAt }: Matching[number]) {
  return { id, expectedUpdatedAt };
}

interface BatchByFilter<Value> {
  readonly request: Pick<z.output<typeof deleteMatchingInput>, 'filter' | 'dryRun' | 'confirm'>;
  /** All that must be equal in both calls. */
  readonly call: readonly unknown[];
  readonly apply: (memories: Matching) => Applied<Value>;
}

async function runByFilter<Value>(
  context: MemoryContext,
  ownerId: UserId,
  { request, call: terms, apply }: BatchByFilter<Value>,
): Promise<FilteredBatch<Value>> {
  const { filter, dryRun, confirm } = request;
  const call = inOrder(terms);
  if (dryRun) {
    if (confirm !== undefined) throw refused('cannot be combined with `dry_run`');
    const asOf = context.clock.now();
    const memories = await matching(context, ownerId, filter, asOf);
    const digest = digestOfSet(memories);
    return {
      outcome: 'counted',
      count: memories.length,
      confirm: await sealConfirmation(context, ownerId, { call, asOf, digest }),
    };
  }
  if (confirm === undefined) throw refused('is required; a call with `dry_run` returns it');
  const { asOf, digest } = await openConfirmation(context, ownerId, call, confirm);
  const memories = await matching(context, ownerId, filter, asOf);
  if (digestOfSet(memories) !== digest) {
    throw askAgain('The memories that match are not those that were counted');
  }
  const outcomes: Outcome<Value>[] = [];
  for (let from = 0; from < memories.length; from += limits.batch) {
    outcomes.push(...(await apply(memories.slice(from, from + limits.batch))));
  }
  return done(outcomes);
}

/** What matched, of what there was then. A memory that came later is not among them. */
async function matching(
  context: MemoryContext,
  ownerId: UserId,
  filter: BatchByFilter<never>['request']['filter'],
  asOf: Date,
): Promise<Matching> {
  const end = new Date(asOf.getTime() + 1);
  const { createdBefore = end } = filter;
  const memories = await context.store.memories.listOwn(
    ownerId,
    { ...filter, createdBefore: createdBefore < end ? createdBefore : end },
    limits.filteredBatch + 1,
    asOf,
  );
  if (memories.length <= limits.filteredBatch) return memories;
  const message = `matches more than ${limits.filteredBatch} memories`;
  throw new PicardError('invalid_input', `filter: ${message}`, {
    details: {
      ...{ field: 'filter', fields: [{ field: 'filter', message }] },
      limit: limits.filteredBatch,
    },
  });
}

function digestOfSet(memories: Matching): string {
  return digestOf(memories.map(({ id, updatedAt }) => `${id} ${updatedAt.getTime()}`));
}

/** JSON that is equal for equal values, in whatever order their fields were given. */
function inOrder(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => {
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

function refused(message: string): PicardError {
  return invalidField('confirm', message);
}

function done<Value>(outcomes: readonly Outcome<Value>[]): FilteredBatch<Value> {
  const succeeded = outcomes.filter(({ ok }) => ok).length;
  return {
    outcome: 'done',
    succeeded,
    failed: outcomes.length - succeeded,
    results:
      outcomes.length > limits.batch
        ? undefined
        : outcomes.map((item) => (item.ok ? item : { ok: false, error: errorBody(item.error) })),
  };
}
