import type { PersonaOptions } from './persona/persona-policy.js';
import type { Clock } from './ports/clock.js';
import type { Embedder } from './ports/embedder.js';
import type { LanguageModel } from './ports/language-model.js';
import type { Logger } from './ports/logger.js';
import type { Store } from './ports/store.js';
import type { TextCipher } from './ports/text-cipher.js';
import type { UserAccess } from './ports/user-access.js';

export interface PicardOptions {
  readonly store: Store;
  /**
   * Key ring of the built-in cipher, `kid:base64key,…`, the first one current; `generateEncryptionKey()`
   * makes a key. Either this or `cipher` is needed.
   */
  readonly encryptionKeys?: string;
  readonly cipher?: TextCipher;
  /** Default: the built-in local embedder, which needs no service. */
  readonly embedder?: Embedder;
  /** Answers questions to personas. Default: the built-in extractive model, which only quotes. */
  readonly languageModel?: LanguageModel;
  /** What personas may cost. */
  readonly persona?: PersonaOptions;
  /** Who lets users in and out. Absent: erasing a user ends no token, and the archive names no client. */
  readonly access?: UserAccess;
  readonly clock?: Clock;
  /** Default: silence. */
  readonly logger?: Logger;
  /** The time in milliseconds that a write waits for the embedding service before it stores the memory without a vector. Default 5000. */
  readonly embeddingDeadlineMs?: number;
  /**
   * What becomes of the record of activity: who did what, when, by which client, and how it ended; never what was
   * written. Default: every operation is recorded, for 90 days. `false`: nothing is recorded.
   */
  readonly activity?: false | ActivityOptions;
  /** The number of days for which deleted memories can be restored, from 0 to 3650. 0: deletion is permanent. Default 30. */
  readonly trashDays?: number;
  /** Whether this instance embeds waiting memories, removes old activity, empties the trash and maintains the store. Default true. */
  readonly background?: boolean;
}

export interface ActivityOptions {
  /** Entries older than this are removed in the background. 1 to 3650; default 90. */
  readonly days?: number;
}
