import type { BoundPicard } from './bound-picard.js';
import type { MemoryChanged } from './ports/change-feed.js';
import type { Clock } from './ports/clock.js';
import type { Embedder } from './ports/embedder.js';
import type { Logger } from './ports/logger.js';
import type { Store } from './ports/store.js';
import type { TextCipher } from './ports/text-cipher.js';
import type { Principal } from './token/principal.js';

export interface PicardOptions {
  readonly store: Store;
  /** Key ring of the built-in cipher, `kid:base64key,…`, the first one current. Instead of `cipher`. */
  readonly encryptionKeys?: string;
  readonly cipher?: TextCipher;
  /** Default: the built-in local embedder. */
  readonly embedder?: Embedder;
  readonly clock?: Clock;
  readonly logger?: Logger;
  /** How long a write waits for the embedding service before the memory is kept without one. Default 5000. */
  readonly embeddingDeadlineMs?: number;
  /** Whether this instance embeds waiting memories and keeps the search index in the background. Default true. */
  readonly background?: boolean;
}

export interface Picard {
  /** Picard for a user that the host application vouches for, with all of the user's own rights. */
  as(userId: string): BoundPicard;
  /** Picard for a verified token's principal, limited to its scopes. */
  forPrincipal(principal: Principal): BoundPicard;
  /** Hears of every change of a memory that `userId` may learn of; answers how to stop. */
  onChange(userId: string, listener: (change: MemoryChanged) => void): () => void;
  /** Resolves when the database answers. */
  ping(): Promise<void>;
  readonly logger: Logger;
  readonly clock: Clock;
  /** Stops the background work and waits for it. Leaves the store to whoever opened it. */
  close(): Promise<void>;
}
