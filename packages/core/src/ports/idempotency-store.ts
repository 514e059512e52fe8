import type { IdempotentCallId, UserId } from '../ids.js';

/** A call that is executed once even if it is repeated. Times have millisecond precision. */
export interface IdempotentCall {
  readonly ownerId: UserId;
  /** A hash of the caller, the operation and the key. */
  readonly id: IdempotentCallId;
  /** Identifies the current attempt: a UUID. */
  readonly holder: string;
  /** No other attempt may begin before this time, unless the call has an answer. */
  readonly heldUntil: Date;
  /** When the first attempt began. */
  readonly begunAt: Date;
  /** From this time on, the call is treated as unknown. */
  readonly expiresAt: Date;
  /** A sealed digest of the input, to detect a different input under the same key. */
  readonly sealedRequest: Uint8Array;
  readonly sealedAnswer: Uint8Array | undefined;
}

/** An attempt of a call, made by `holder`. */
export type Hold = Pick<IdempotentCall, 'ownerId' | 'id' | 'holder'>;

/** Each method is one statement or transaction, so that callers never check first and act later. */
export interface IdempotencyStore {
  /**
   * Records the start of a call, or returns the unexpired call that has this id. Of
   * concurrent calls, one begins.
   */
  begin(
    call: Omit<IdempotentCall, 'sealedAnswer'>,
    now: Date,
  ): Promise<
    { readonly outcome: 'begun' } | { readonly outcome: 'known'; readonly call: IdempotentCall }
  >;
  /**
   * Makes `hold` the current attempt of a call that has no answer and whose hold has expired at `now`, if the last
   * attempt was `from`. Returns whether it did. Of concurrent calls, one succeeds.
   */
  takeOver(
    hold: Hold,
    options: { readonly from: string; readonly now: Date; readonly until: Date },
  ): Promise<boolean>;
  /** Extends the hold if this attempt is still current and the call has no answer. Returns whether it did. */
  holdUntil(hold: Hold, until: Date): Promise<boolean>;
  /** Stores the answer until `expiresAt` if this attempt is still current. Returns whether it did. */
  finish(hold: Hold, sealedAnswer: Uint8Array, expiresAt: Date): Promise<boolean>;
  /** Removes the call if it has no answer and this attempt is still current. Returns whether it did. */
  forget(hold: Hold): Promise<boolean>;
  /** Removes at most `limit` calls that have expired at `now`. Returns the number removed. */
  removeExpired(now: Date, limit: number): Promise<number>;
}
