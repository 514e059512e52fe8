import type { MemoryId, UserId } from '../ids.js';
import type { Permission, SharedWith } from '../permission/permission.js';
import type { MemoryFacts } from '../ports/memory-store.js';

/** Free-form facts about a memory: a JSON object, encrypted at rest like the text. */
export type Metadata = { readonly [key: string]: unknown };

/** One remembered text, as someone who may read it sees it. */
export interface Memory extends MemoryFacts {
  readonly id: MemoryId;
  /** Its owner. */
  readonly userId: UserId;
  readonly text: string;
  readonly permission: Permission;
  /** The users and groups that a `shared` memory is shared with. Present only for its owner. */
  readonly sharedWith: SharedWith | undefined;
  readonly metadata: Metadata;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly isExpired: boolean;
  /** `pending`: not yet found by meaning, because its embedding is still to be made. */
  readonly embeddingStatus: 'ready' | 'pending';
}

/** What became of a submission. */
export interface SubmittedMemory extends Memory {
  /** False: a memory of the given id and content was there already, and nothing was written. */
  readonly created: boolean;
}

/** A memory in the trash of its owner. */
export interface DeletedMemory extends Memory {
  readonly deletedAt: Date;
  /** When it is deleted permanently. */
  readonly restorableUntil: Date;
}

/** A memory that a search found, with its cosine similarity to the query, from -1 to 1. */
export interface FoundMemory extends Memory {
  readonly score: number;
}
