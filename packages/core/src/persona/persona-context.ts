import type { UserId } from '../ids.js';
import type { MemoryService } from '../memory/memory-service.js';
import type { Clock } from '../ports/clock.js';
import type { LanguageModel } from '../ports/language-model.js';
import type { Logger } from '../ports/logger.js';
import type { PersonaStore } from '../ports/persona-store.js';
import type { TextCipher } from '../ports/text-cipher.js';
import type { PersonaPolicy } from './persona-policy.js';

/** What the work on personas needs from outside. */
export interface PersonaContext {
  readonly personas: PersonaStore;
  readonly cipher: TextCipher;
  readonly languageModel: LanguageModel;
  readonly policy: PersonaPolicy;
  readonly clock: Clock;
  readonly logger: Logger;
  /**
   * Memories that the caller may read: the only way for memories to reach a persona, so that there is
   * no second rule of who may read what.
   */
  readonly memories: Pick<MemoryService, 'list' | 'query'>;
  /**
   * Whether others may find and ask a user's personas at all: the user's own switch. Where it is off, the
   * personas are not found.
   */
  readonly answersOthers: (ownerId: UserId) => Promise<boolean>;
}
