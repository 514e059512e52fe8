import { createHash, randomUUID } from 'node:crypto';
import { derivedUuid } from '../derived-uuid.js';
import { PicardError } from '../errors.js';
import type { IdempotentCallId } from '../ids.js';
import { invalidField } from '../invalid-input.js';
import type { Clock } from '../ports/clock.js';
import type { Hold, IdempotencyStore, IdempotentCall } from '../ports/idempotency-store.js';
import type { Logger } from '../ports/logger.js';
import type { TextCipher } from '../ports/text-cipher.js';
import type { Principal } from '../token/principal.js';
import { isRefusal } from './is-refusal.js';
import { renewHold } from './renew-hold.js';

export interface IdempotencyContext {
  readonly idempotency: IdempotencyStore;
  readonly cipher: TextCipher;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** A call that is to be carried out once. */
export interface RepeatableCall {
  /** Name of the operation. */
  readonly operation: string;
  /** Its input; JSON. */
  readonly input: unknown;
  /** The caller's own, 1 to 255 visible ASCII characters. */
  readonly key: string;
}

export interface OnceResult<Output> {
  readonly output: Output;
  /** Whether the output is that of an earlier call. */
  readonly isReplayed: boolean;
}

/** An id for the thing at `index` that a call creates: the same in every attempt of the call. */
export type IdOf = (index: number) => string;

const dayMs = 24 * 3600_000;
/** Maximum time in milliseconds that an interrupted attempt blocks the next. */
const leaseMs = 60_000;
const attempts = 5;

/**
 * Carries `work` out, unless the same principal's call with the same key has been: then returns what it returned.
 * Keys are scoped to the user, client and operation, for 24 hours, across instances. Only successes are stored: after
 * a refusal the key is free, and after a failure that leaves open what was done another attempt of the same call
 * gets the same ids.
 *
 * @throws PicardError `unprocessable` when the key came with another input; `conflict` with `retryAfter` while
 *   another attempt is under way; the errors of `work`.
 */
export async function once<Output>(
  context: IdempotencyContext,
  principal: Principal,
  call: RepeatableCall,
  work: (idOf: IdOf) => Promise<Output>,
): Promise<OnceResult<Output>> {
  if (!/^[\x21-\x7e]{1,255}$/.test(call.key)) {
    throw invalidField('Idempotency-Key', 'must be 1 to 255 visible ASCII characters');
  }
  const claim = await claimCall(context, principal, call);
  if ('answer' in claim) return { output: JSON.parse(claim.answer), isReplayed: true };
  const { hold, begunAt } = claim;
  const idOf: IdOf = (index) =>
    derivedUuid(['created', hold.ownerId, hold.id, begunAt.getTime(), index]);
  const held = renewHold({ ...context, hold, leaseMs });
  try {
    const output = await work(idOf).finally(held.stop);
    await storeAnswer(context, hold, JSON.stringify(output));
    return { output, isReplayed: false };
  } catch (error) {
    await release(context, hold, error);
    throw error;
  }
}

type Claim =
  | { readonly answer: string }
  | { readonly hold: Hold; readonly begunAt: IdempotentCall['begunAt'] };

async function claimCall(
  context: IdempotencyContext,
  { userId: ownerId, clientId }: Principal,
  { operation, input, key }: RepeatableCall,
): Promise<Claim> {
  const { idempotency, clock } = context;
  const id = derivedUuid(['call', ownerId, clientId ?? null, operation, key]) as IdempotentCallId;
  const hold: Hold = { ownerId, id, holder: randomUUID() };
  const request = createHash('sha256')
    .update(JSON.stringify(input ?? {}))
    .digest('base64');
  const sealedRequest = await seal(context, hold, 'request', request);
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const now = clock.now();
    const until = new Date(now.getTime() + leaseMs);
    const begun = await idempotency.begin(
      { ...hold, sealedRequest, begunAt: now, heldUntil: until, expiresAt: dayAfter(now) },
      now,
    );
    if (begun.outcome === 'begun') return { hold, begunAt: now };
    const { call } = begun;
    if ((await open(context, call, 'request', call.sealedRequest)) !== request) throw otherInput();
    if (call.sealedAnswer)
      return { answer: await open(context, call, 'answer', call.sealedAnswer) };
    if (call.heldUntil > now) break;
    const isTaken = await idempotency.takeOver(hold, { from: call.holder, now, until });
    if (isTaken) return { hold, begunAt: call.begunAt };
  }
  throw underWay();
}

/** The work is done, so failing to store its answer does not fail the call. */
async function storeAnswer(context: IdempotencyContext, hold: Hold, answer: string): Promise<void> {
  try {
    const sealed = await seal(context, hold, 'answer', answer);
    await context.idempotency.finish(hold, sealed, dayAfter(context.clock.now()));
  } catch (err) {
    context.logger.warn(
      { err },
      'the answer of a call with an idempotency key could not be stored',
    );
    await release(context, hold, err);
  }
}

/**
 * A refusal was decided before anything was done, and the key is free for another input. After anything else
 * something may have been done: the next attempt of the same call may begin at once, and gets the same ids.
 */
async function release(context: IdempotencyContext, hold: Hold, error: unknown): Promise<void> {
  const { idempotency, clock, logger } = context;
  try {
    if (isRefusal(error)) await idempotency.forget(hold);
    else await idempotency.holdUntil(hold, clock.now());
  } catch (err) {
    // It becomes free when the lease is over.
    logger.warn({ err }, 'an idempotency key could not be released yet');
  }
}

type SealedPart = 'request' | 'answer';
type Place = Pick<IdempotentCall, 'ownerId' | 'id'>;

async function seal(
  { cipher }: IdempotencyContext,
  { ownerId, id }: Place,
  field: SealedPart,
  text: string,
): Promise<Uint8Array> {
  const [sealed] = await cipher.seal([{ ownerId, memoryId: id, field, text }]);
  if (!sealed) throw new PicardError('internal', 'a call was not sealed');
  return sealed;
}

async function open(
  { cipher }: IdempotencyContext,
  { ownerId, id }: Place,
  field: SealedPart,
  sealed: Uint8Array,
): Promise<string> {
  const [text = ''] = await cipher.open([{ ownerId, memoryId: id, field, sealed }]);
  return text;
}

function dayAfter(time: Date): Date {
  return new Date(time.getTime() + dayMs);
}

function otherInput(): PicardError {
  return new PicardError(
    'unprocessable',
    'This Idempotency-Key was already used with a different body.',
    {
      details: { field: 'Idempotency-Key' },
    },
  );
}

function underWay(): PicardError {
  return new PicardError('conflict', 'A call with this Idempotency-Key is still in progress.', {
    details: { field: 'Idempotency-Key' },
    retryAfter: 1,
  });
}
