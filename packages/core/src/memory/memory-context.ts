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
  /** How long a write waits for an embedding. */
  readonly embeddingDeadlineMs: number;
  /** Called after a label was renamed, before the caller is told. */
  readonly onRenamed: (ownerId: UserId, rename: LabelRename) => Promise<void>;
  /** Called after memories were kept without an embedding. */
  readonly onPending: () => void;
}
