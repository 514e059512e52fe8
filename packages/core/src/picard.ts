import { createActivityRecorder } from './account/activity-recorder.js';
import { startActivityRetention } from './account/activity-retention.js';
import { createAccountService } from './account/create-account-service.js';
import { createActivityService } from './account/create-activity-service.js';
import { createProfileService } from './account/create-profile-service.js';
import { createEraser } from './account/eraser.js';
import { startErasureWork } from './account/erasure-work.js';
import { heldSettings } from './account/held-settings.js';
import { type CallOrigin, operationRecorder } from './account/record-operation.js';
import type { BoundPicard } from './bound-picard.js';
import { envelopeCipher } from './builtin/envelope-cipher.js';
import { extractiveModel } from './builtin/extractive-model/extractive-model.js';
import { parseKeyRing } from './builtin/key-ring.js';
import { localEmbedder } from './builtin/local-embedder/local-embedder.js';
import { PicardError } from './errors.js';
import { isUuid, type UserId } from './ids.js';
import { invalidField } from './invalid-input.js';
import { startBackgroundWork } from './memory/background-work.js';
import { createMemoryService } from './memory/create-memory-service.js';
import { listenAs } from './memory/listen.js';
import { type ReembedOptions, reembed } from './memory/reembed.js';
import { groupToJson } from './operations/group-json.js';
import { personaToJson } from './operations/persona-json.js';
import { createGroupService } from './permission/create-group-service.js';
import { createPersonaService } from './persona/create-persona-service.js';
import { personaPolicy } from './persona/persona-policy.js';
import type { PicardOptions } from './picard-options.js';
import type { MemoryChanged } from './ports/change-feed.js';
import { type Clock, systemClock } from './ports/clock.js';
import { type Logger, silentLogger } from './ports/logger.js';
import type { TextCipher } from './ports/text-cipher.js';
import { recordedPicard } from './recorded-picard.js';
import { observedEmbedder, observedLanguageModel } from './telemetry/observed-models.js';
import type { Principal } from './token/principal.js';
import { createTransferService } from './transfer/create-transfer-service.js';

export interface Picard {
  /** Picard for a user that the host application vouches for: all that the user's own tokens could do. */
  as(userId: string): BoundPicard;
  /** Picard for a verified token's principal, limited to its scopes. */
  forPrincipal(principal: Principal, origin?: CallOrigin): BoundPicard;
  /**
   * Calls `listener` with each change of a memory that `userId` may read, or could read before it.
   * Answers how to stop.
   */
  onChange(userId: UserId, listener: (change: MemoryChanged) => void): () => void;
  /** Brings memories of other embedding models to the present one. See `ReembedOptions`. */
  reembed(options?: ReembedOptions): Promise<{ readonly embedded: number }>;
  /**
   * Erases a user for good, whoever they are: tokens end, the data key is destroyed, and memories, shares,
   * groups, personas, profile, grants and the account are removed. The record of activity keeps the id
   * alone. May be repeated; what a crash leaves unfinished is finished by any instance with background
   * work.
   *
   * @throws PicardError `conflict` for an active superuser; `unavailable`, after which it goes on by itself.
   */
  eraseUser(userId: UserId): Promise<void>;
  /** Resolves when the database answers. @throws PicardError `unavailable` */
  ping(): Promise<void>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Stops the background work, waits for it, and writes down what is left of the record of activity. The store stays open: it belongs to whoever opened it. */
  close(): Promise<void>;
}

/** Most dimensions that an embedder may have: what the store keeps. */
const mostDimensions = 1_536;

/** Wires the ports to the services. @throws PicardError `invalid_input` for options that cannot work. */
export function createPicard(options: PicardOptions): Picard {
  const {
    store,
    activity = {},
    clock = systemClock,
    logger = silentLogger,
    embeddingDeadlineMs = 5_000,
    background = true,
  } = options;
  const embedder = observedEmbedder(options.embedder ?? localEmbedder(), {
    isLocal: options.embedder === undefined,
  });
  const languageModel = observedLanguageModel(options.languageModel ?? extractiveModel(), {
    isLocal: options.languageModel === undefined,
  });
  const activityDays = keptDays(activity);
  if (embedder.dimensions > mostDimensions) {
    throw invalidField(
      'embedder',
      `has ${embedder.dimensions} dimensions; at most ${mostDimensions} can be kept`,
    );
  }
  const policy = personaPolicy(options.persona);
  const cipher = options.cipher ?? builtinCipher(options, clock, logger);
  const settings = heldSettings(store.profiles, clock);
  const settingsOf = settings.of;
  const base = { store, cipher, embedder, clock, settingsOf, logger, embeddingDeadlineMs };
  const work = background ? startBackgroundWork(base, 30_000) : undefined;
  const context = { ...base, onPending: () => work?.kick() };
  const recorder =
    activity === false
      ? undefined
      : createActivityRecorder({ store: store.activity, clock, logger });
  const stopRetention =
    background && activityDays !== undefined
      ? startActivityRetention({ store: store.activity, clock, logger, days: activityDays })
      : undefined;

  const { access } = options;
  const eraser = createEraser({
    ...{ store, cipher, access, clock, logger },
    flushActivity: async () => recorder?.flush(),
    onErased: settings.forget,
  });
  // Another instance may have destroyed a key that is held here.
  const stopHearing = access?.onEnded((isEnded) => cipher.forgetWhere?.(isEnded));
  const stopErasing = background
    ? startErasureWork(eraser, { intervalMs: 30_000, logger })
    : undefined;

  const bind = (principal: Principal): BoundPicard => {
    const memories = createMemoryService(context, principal);
    const groups = createGroupService({ groups: store.groups, clock }, principal);
    const personas = createPersonaService(
      {
        personas: store.personas,
        cipher,
        languageModel,
        policy,
        clock,
        logger,
        memories,
        answersOthers: async (ownerId) => (await settingsOf(ownerId)).personaEnabled,
      },
      principal,
    );
    const profile = createProfileService(
      {
        ...{ profiles: store.profiles, users: store.users, cipher, clock, logger },
        onSettings: settings.forget,
      },
      principal,
    );
    return {
      ...{ principal, memories, groups, personas, profile },
      transfer: createTransferService(context, principal),
      activity: createActivityService({ activity: store.activity, recorder, clock }, principal),
      account: createAccountService(
        {
          ...{ memories, groups, personas, profile, eraser, access, clock },
          ...{ activity: store.activity, users: store.users },
          toJson: { group: groupToJson, persona: personaToJson },
        },
        principal,
      ),
    };
  };
  const forPrincipal = (principal: Principal, origin: CallOrigin = {}): BoundPicard =>
    recordedPicard(bind(principal), operationRecorder(recorder, principal, origin));

  return {
    as(userId) {
      const id = userId.toLowerCase();
      if (!isUuid(id)) throw invalidField('userId', 'must be a UUID v4');
      return forPrincipal({ userId: id as UserId, scopes: ['memories:write'] });
    },
    forPrincipal,
    onChange: (userId, listener) => listenAs(store, userId, listener),
    reembed: (reembedOptions) => reembed(context, reembedOptions),
    eraseUser: (userId) => eraser.erase(userId),
    ping: () => store.ping(),
    clock,
    logger,
    async close() {
      stopHearing?.();
      await Promise.all([work?.close(), stopErasing?.(), stopRetention?.(), recorder?.close()]);
    },
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

function keptDays(activity: NonNullable<PicardOptions['activity']>): number | undefined {
  if (activity === false) return undefined;
  const { days = 90 } = activity;
  if (Number.isInteger(days) && days >= 1 && days <= 3_650) return days;
  throw invalidField('activity.days', 'must be a whole number from 1 to 3650');
}
