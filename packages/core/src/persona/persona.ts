import type { PersonaId, UserId } from '../ids.js';
import type { Permission } from '../permission/permission.js';

/** How a language model is asked. What is absent is left to the operator's settings. */
export interface ModelParameters {
  /** Name of the model, as its service knows it. */
  readonly model?: string | undefined;
  /** 0 to 2. */
  readonly temperature?: number | undefined;
  /** Maximum number of tokens in an answer. */
  readonly maxTokens?: number | undefined;
}

/** Selects the memories that a persona answers from, among those that the caller may read. A memory must meet all conditions. */
export interface PersonaFilter {
  /** Memories that carry all of these. */
  readonly tags?: readonly string[] | undefined;
  /** Memories that carry at least one of these. */
  readonly anyTags?: readonly string[] | undefined;
  /** Memories that carry none of these. */
  readonly withoutTags?: readonly string[] | undefined;
  readonly category?: string | undefined;
  /** Memories that have a category, or that have none. */
  readonly hasCategory?: boolean | undefined;
  readonly permission?: Permission | undefined;
  /** Inclusive. */
  readonly createdAfter?: Date | undefined;
  /** Exclusive. */
  readonly createdBefore?: Date | undefined;
  /** Exclusive; memories that never expire are left out. */
  readonly expiresBefore?: Date | undefined;
  /** Memories that expire at some time, or that never do. */
  readonly hasExpiry?: boolean | undefined;
}

/** Who, other than its owner, may find and ask a persona: `private`, no one; `public`, every user. */
export const personaPermissions = ['public', 'private'] as const satisfies readonly Permission[];

export type PersonaPermission = (typeof personaPermissions)[number];

/** What only its owner learns of a persona. */
export interface PersonaSettings {
  readonly permission: PersonaPermission;
  /** How to answer; part of every prompt. */
  readonly instructions: string | undefined;
  readonly memoryFilter: PersonaFilter;
  readonly parameters: ModelParameters;
  /** Absent for a default persona that was never changed. */
  readonly createdAt: Date | undefined;
  readonly updatedAt: Date | undefined;
}

/** A named view of a user that answers questions. */
export interface Persona {
  /** A user's default persona has the user's own id. */
  readonly id: PersonaId;
  /** The owner, whose memories it answers from. */
  readonly userId: UserId;
  readonly name: string;
  readonly description: string | undefined;
  readonly isDefault: boolean;
  /** Absent in the eyes of everyone but the owner. */
  readonly settings: PersonaSettings | undefined;
}

/** All of a persona, as its owner and the answering see it. */
export type FullPersona = Persona & { readonly settings: PersonaSettings };
