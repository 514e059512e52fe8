import type { PersonaId, UserId } from '../ids.js';

/** A persona as it is kept: all that its owner wrote is sealed. Times have millisecond precision. */
export interface StoredPersona {
  readonly ownerId: UserId;
  /** Unique among all personas. */
  readonly id: PersonaId;
  readonly sealed: Uint8Array;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** One statement or transaction per method: no caller checks first and acts later. */
export interface PersonaStore {
  /**
   * Keeps a new persona. `taken`: there is one of that id. `full`: the owner has `most` personas already.
   * However many come at once, an owner never has more than `most`.
   */
  insert(
    persona: StoredPersona,
    options: { readonly most: number },
  ): Promise<'inserted' | 'taken' | 'full'>;
  /**
   * Replaces what is sealed, and the time of the update, if the persona was last updated at
   * `expectedUpdatedAt`; answers whether it was. Of many at once, one succeeds.
   */
  replace(persona: StoredPersona, expectedUpdatedAt: Date): Promise<boolean>;
  /** False when the owner has no such persona. */
  remove(ownerId: UserId, id: PersonaId): Promise<boolean>;
  /** Whosever it is. */
  find(id: PersonaId): Promise<StoredPersona | undefined>;
  /** The oldest first; those of the same millisecond by id. */
  listOf(ownerId: UserId): Promise<readonly StoredPersona[]>;
}
