import type { SettingsReader } from '../account/settings.js';
import type { UserId } from '../ids.js';
import type { Clock } from '../ports/clock.js';
import type { Embedder } from '../ports/embedder.js';
import type { Logger } from '../ports/logger.js';
import type { LabelRename } from '../ports/memory-store.js';
import type { Store } from '../ports/store.js';
import type { TextCipher } from '../ports/text-cipher.js';

/** What the work on memories needs from outside. */
export interface MemoryContext {
  readonly store: Store;
  readonly cipher: TextCipher;
  readonly embedder: Embedder;
  readonly clock: Clock;
  readonly settingsOf: SettingsReader;
  readonly logger: Logger;
  /** The time that a write waits for an embedding, in milliseconds. */
  readonly embeddingDeadlineMs: number;
  /** The number of days that deleted memories stay in the trash; 0: deletion is permanent. */
  readonly trashDays: number;
  /** Called after a label was renamed, before the operation returns. */
  readonly onRenamed: (ownerId: UserId, rename: LabelRename) => Promise<void>;
  /** Called after memories were stored without an embedding. */
  readonly onPending: () => void;
}
