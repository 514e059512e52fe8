import type { IdempotentCallId, MemoryId, PersonaId, UserId } from '../ids.js';

/** Where a text belongs. A sealed text opens only at the very place that it was sealed for. */
export interface TextPlace {
  readonly ownerId: UserId;
  /**
   * The memory; for `persona`, the persona; for `profile` and `confirmation`, the owner; for `request` and
   * `answer`, the call.
   */
  readonly memoryId: MemoryId | PersonaId | UserId | IdempotentCallId;
  readonly field:
    | 'text'
    | 'metadata'
    | 'persona'
    | 'profile'
    | 'confirmation'
    | 'request'
    | 'answer';
}

/** Authenticated encryption of memory texts, with a key of its own for every owner. */
export interface TextCipher {
  /** One ciphertext per item, in order. Equal texts give different ciphertexts. */
  seal(items: readonly (TextPlace & { readonly text: string })[]): Promise<readonly Uint8Array[]>;
  /**
   * One text per item, in order.
   * @throws PicardError `internal` when a ciphertext was altered or moved, or when a key is missing;
   *   the cause names the key.
   */
  open(items: readonly (TextPlace & { readonly sealed: Uint8Array })[]): Promise<readonly string[]>;
  /** Drops the cached keys of all owners for whom `matches` returns true, because those keys may have been destroyed. */
  forgetWhere?(matches: (ownerId: UserId) => boolean): void;
}
