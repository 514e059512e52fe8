import type { IdempotentCallId, UserId } from '../ids.js';

/** A call that is carried out once, however often it is made. Times have millisecond precision. */
export interface IdempotentCall {
  readonly ownerId: UserId;
  /** A hash of the caller, the operation and the key. */
  readonly id: IdempotentCallId;
  /** Names the attempt that is under way: a UUID. */
  readonly holder: string;
  /** Until when nobody else may begin another attempt, unless the call is answered. */
  readonly heldUntil: Date;
  /** When the first attempt began. */
  readonly begunAt: Date;
  /** From then on the call is as if it had never been made. */
  readonly expiresAt: Date;
  /** What tells whether another call asks for the same. */
  readonly sealedRequest: Uint8Array;
  readonly sealedAnswer: Uint8Array | undefined;
}

/** The attempt of a call that `holder` makes. */
export type Hold = Pick<IdempotentCall, 'ownerId' | 'id' | 'holder'>;

/** One statement or transaction per method: no caller checks first and acts later. */
export interface IdempotencyStore {
  /**
   * Notes a call that begins, unless there is one of that id that has not expired at `now`; then returns it. Of
   * many at once, one begins.
   */
  begin(
    call: Omit<IdempotentCall, 'sealedAnswer'>,
    now: Date,
  ): Promise<
    { readonly outcome: 'begun' } | { readonly outcome: 'known'; readonly call: IdempotentCall }
  >;
  /**
   * Makes `hold` the attempt of a call that has no answer and is not held at `now` any more, if the last attempt
   * was that of `from`. Returns whether it did. Of many at once, one does.
   */
  takeOver(
    hold: Hold,
    options: { readonly from: string; readonly now: Date; readonly until: Date },
  ): Promise<boolean>;
  /** Changes until when the call is held, if it still is this attempt's and has no answer. */
  holdUntil(hold: Hold, until: Date): Promise<boolean>;
  /** Keeps the answer until `expiresAt`, if the call still is this attempt's. */
  finish(hold: Hold, sealedAnswer: Uint8Array, expiresAt: Date): Promise<boolean>;
  /** Forgets a call without an answer, if it still is this attempt's. */
  forget(hold: Hold): Promise<boolean>;
  /** Removes at most `limit` calls that have expired at `now`. Returns how many it removed. */
  removeExpired(now: Date, limit: number): Promise<number>;
}
