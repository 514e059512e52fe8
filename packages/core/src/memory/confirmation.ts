import { createHash } from 'node:crypto';
import { PicardError } from '../errors.js';
import type { UserId } from '../ids.js';
import { invalidField } from '../invalid-input.js';
import { limits } from '../limits.js';
import type { MemoryContext } from './memory-context.js';

type Context = Pick<MemoryContext, 'cipher' | 'clock'>;

/** What a user confirms: a call, and the set of memories that it was about at a time. */
export interface Confirmed {
  /** The operation with all of its input but the confirmation, in a form that is equal for equal calls. */
  readonly call: string;
  readonly asOf: Date;
  /** Names the set: ids of the memories, and when each was last updated. */
  readonly digest: string;
}

/** A token that only this server can make, that opens for this user alone, and that holds nothing to read. */
export async function sealConfirmation(
  { cipher }: Context,
  ownerId: UserId,
  { call, asOf, digest }: Confirmed,
): Promise<string> {
  const text = JSON.stringify([digestOf([call]), asOf.getTime(), digest]);
  const [sealed] = await cipher.seal([{ ...placeOf(ownerId), text }]);
  if (!sealed) throw new PicardError('internal', 'a confirmation was not sealed');
  return Buffer.from(sealed).toString('base64url');
}

/**
 * What a token confirms of this call.
 *
 * @throws PicardError `invalid_input` naming `confirm` for a token of another user or another call; `conflict`
 *   for one that has expired.
 */
export async function openConfirmation(
  { cipher, clock }: Context,
  ownerId: UserId,
  call: string,
  token: string,
): Promise<Confirmed> {
  const sealed = Buffer.from(token, 'base64url');
  const [text] = await cipher.open([{ ...placeOf(ownerId), sealed }]).catch((error: unknown) => {
    if (error instanceof PicardError && error.code === 'internal') return [];
    throw error;
  });
  if (text === undefined)
    throw invalidField('confirm', 'is not a confirmation that this server issued to you');
  const [of, asOf, digest] = JSON.parse(text) as [string, number, string];
  if (of !== digestOf([call])) throw invalidField('confirm', 'belongs to a different call');
  const validMs = limits.confirmationMinutes * 60_000;
  if (clock.now().getTime() > asOf + validMs) throw askAgain('The confirmation has expired');
  return { call, asOf: new Date(asOf), digest };
}

/** The error of a confirmation that no longer says what would happen. */
export function askAgain(why: string): PicardError {
  return new PicardError('conflict', `${why}. Call again with dry_run.`, {
    details: { field: 'confirm' },
  });
}

export function digestOf(lines: Iterable<string>): string {
  const hash = createHash('sha256');
  for (const line of lines) hash.update(`${line}\n`);
  return hash.digest('base64url');
}

function placeOf(ownerId: UserId) {
  return { ownerId, memoryId: ownerId, field: 'confirmation' } as const;
}
