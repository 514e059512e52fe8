import type { PersonaId, UserId } from '../ids.js';

/** A persona as it is kept: all that its owner wrote is sealed. Times have millisecond precision. */
export interface StoredPersona {
  readonly ownerId: UserId;
  /** Unique among all personas but default ones, which have their owner's id. */
  readonly id: PersonaId;
  readonly sealed: Uint8Array;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** One statement or transaction per method: no caller checks first and acts later. */
export interface PersonaStore {
  /**
   * Keeps a new persona. `taken`: there is one of that id, or a user whose default persona has it. `full`: the owner has `maxPersonas` personas already.
   * However many come at once, an owner never has more than `maxPersonas`.
   */
  insert(
    persona: StoredPersona,
    options: { readonly maxPersonas: number },
  ): Promise<'inserted' | 'taken' | 'full'>;
  /**
   * Replaces what is sealed, and the time of the update, if the persona was last updated at
   * `expectedUpdatedAt`; answers whether it was. Of many at once, one succeeds.
   */
  replace(persona: StoredPersona, expectedUpdatedAt: Date): Promise<boolean>;
  /**
   * Removes the owner's persona. `conflict`: it was not last updated at `expectedUpdatedAt`, which is given.
   * `not_found`: the owner has none of that id.
   */
  remove(
    ownerId: UserId,
    id: PersonaId,
    expectedUpdatedAt?: Date,
  ): Promise<'removed' | 'conflict' | 'not_found'>;
  /** Whosever it is; a user's default persona before any other of that id. */
  find(id: PersonaId): Promise<StoredPersona | undefined>;
  /** The oldest first; those of the same millisecond by id. */
  listOf(ownerId: UserId): Promise<readonly StoredPersona[]>;
}
