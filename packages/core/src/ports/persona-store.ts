import type { PersonaId, UserId } from '../ids.js';

/** A stored persona. Everything that its owner wrote is sealed. Times have millisecond precision. */
export interface StoredPersona {
  readonly ownerId: UserId;
  /** Unique among all personas but default ones, which have their owner's id. */
  readonly id: PersonaId;
  readonly sealed: Uint8Array;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** Each method is one statement or transaction, so that callers never check first and act later. */
export interface PersonaStore {
  /**
   * Stores a new persona. `taken`: a persona, or the default persona of a user, already has this id. `full`: the owner already has `maxPersonas` personas.
   * The limit also holds for concurrent calls.
   */
  insert(
    persona: StoredPersona,
    options: { readonly maxPersonas: number },
  ): Promise<'inserted' | 'taken' | 'full'>;
  /**
   * Replaces what is sealed, and the time of the update, if the persona was last updated at
   * `expectedUpdatedAt`. Returns whether it was. Of concurrent calls, one succeeds.
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
