import type { BoundPicard } from './bound-picard.js';
import { envelopeCipher } from './builtin/envelope-cipher.js';
import { parseKeyRing } from './builtin/key-ring.js';
import { localEmbedder } from './builtin/local-embedder/local-embedder.js';
import { PicardError } from './errors.js';
import { isUuid, type UserId } from './ids.js';
import { invalidField } from './invalid-input.js';
import { startBackgroundWork } from './memory/background-work.js';
import { createMemoryService } from './memory/create-memory-service.js';
import { listenAs } from './memory/listen.js';
import { type ReembedOptions, reembed } from './memory/reembed.js';
import { createGroupService } from './permission/create-group-service.js';
import type { MemoryChanged } from './ports/change-feed.js';
import { type Clock, systemClock } from './ports/clock.js';
import type { Embedder } from './ports/embedder.js';
import { type Logger, silentLogger } from './ports/logger.js';
import type { Store } from './ports/store.js';
import type { TextCipher } from './ports/text-cipher.js';
import type { Principal } from './token/principal.js';

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
  readonly clock?: Clock;
  /** Default: silence. */
  readonly logger?: Logger;
  /** How long a write waits for the embedding service before the memory is kept without. Default 5000. */
  readonly embeddingDeadlineMs?: number;
  /** Whether this instance embeds waiting memories and keeps the store in order. Default true. */
  readonly background?: boolean;
}

export interface Picard {
  /** Picard for a user that the host application vouches for: all that the user's own tokens could do. */
  as(userId: string): BoundPicard;
  /** Picard for a verified token's principal, limited to its scopes. */
  forPrincipal(principal: Principal): BoundPicard;
  /**
   * Calls `listener` with each change of a memory that `userId` may read, or could read before it.
   * Answers how to stop.
   */
  onChange(userId: UserId, listener: (change: MemoryChanged) => void): () => void;
  /** Brings memories of other embedding models to the present one. See `ReembedOptions`. */
  reembed(options?: ReembedOptions): Promise<{ readonly embedded: number }>;
  /** Resolves when the database answers. @throws PicardError `unavailable` */
  ping(): Promise<void>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Stops the background work and waits for it. The store stays open: it belongs to whoever opened it. */
  close(): Promise<void>;
}

/** Most dimensions that an embedder may have: what the store keeps. */
const mostDimensions = 1_536;

/** Wires the ports to the services. @throws PicardError `invalid_input` for options that cannot work. */
export function createPicard(options: PicardOptions): Picard {
  const {
    store,
    embedder = localEmbedder(),
    clock = systemClock,
    logger = silentLogger,
    embeddingDeadlineMs = 5_000,
    background = true,
  } = options;
  if (embedder.dimensions > mostDimensions) {
    throw invalidField(
      'embedder',
      `has ${embedder.dimensions} dimensions; at most ${mostDimensions} can be kept`,
    );
  }
  const cipher = options.cipher ?? builtinCipher(options, clock, logger);
  const base = { store, cipher, embedder, clock, logger, embeddingDeadlineMs };
  const work = background ? startBackgroundWork(base, 30_000) : undefined;
  const context = { ...base, onPending: () => work?.kick() };

  const forPrincipal = (principal: Principal): BoundPicard => ({
    principal,
    memories: createMemoryService(context, principal),
    groups: createGroupService({ groups: store.groups, clock }, principal),
  });

  return {
    as(userId) {
      const id = userId.toLowerCase();
      if (!isUuid(id)) throw invalidField('userId', 'must be a UUID v4');
      return forPrincipal({ userId: id as UserId, scopes: ['memories:write'] });
    },
    forPrincipal,
    onChange: (userId, listener) => listenAs(store, userId, listener),
    reembed: (reembedOptions) => reembed(context, reembedOptions),
    ping: () => store.ping(),
    clock,
    logger,
    close: async () => work?.close(),
  };
}

function builtinCipher(
  { store, encryptionKeys }: PicardOptions,
  clock: Clock,
  logger: Logger,
): TextCipher {
  if (encryptionKeys === undefined) {
    throw new PicardError(
      'invalid_input',
      'encryptionKeys: is needed to keep memory texts encrypted; generateEncryptionKey() makes a key',
    );
  }
  return envelopeCipher({
    keys: parseKeyRing(encryptionKeys),
    dataKeys: store.dataKeys,
    clock,
    logger,
  });
}
