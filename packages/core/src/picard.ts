import { createActivityRecorder } from './account/activity-recorder.js';
import { startActivityRetention } from './account/activity-retention.js';
import { cachedSettings } from './account/cached-settings.js';
import { createEraser } from './account/eraser.js';
import { startErasureWork } from './account/erasure-work.js';
import { type CallOrigin, recordingGuard } from './account/recording-guard.js';
import type { BoundPicard, Call } from './bound-picard.js';
import { envelopeCipher } from './builtin/envelope-cipher.js';
import { extractiveModel } from './builtin/extractive-model/extractive-model.js';
import { parseKeyRing } from './builtin/key-ring.js';
import { localEmbedder } from './builtin/local-embedder/local-embedder.js';
import { createServices, type ServiceContexts } from './create-services.js';
import { PicardError } from './errors.js';
import { isUuid, type UserId } from './ids.js';
import { invalidField } from './invalid-input.js';
import { limits } from './limits.js';
import { startBackgroundWork } from './memory/background-work.js';
import { listenAs } from './memory/listen.js';
import type { MemoryContext } from './memory/memory-context.js';
import { type ReembedOptions, reembed } from './memory/reembed.js';
import { execute } from './operations/execute.js';
import { executeOnce } from './operations/execute-once.js';
import { groupToJson } from './permission/group-json.js';
import { personaToJson } from './persona/persona-json.js';
import { personaPolicy } from './persona/persona-policy.js';
import { renameLabelInPersonas } from './persona/rename-label-in-personas.js';
import type { PicardOptions } from './picard-options.js';
import type { MemoryChanged } from './ports/change-feed.js';
import { type Clock, systemClock } from './ports/clock.js';
import { type Logger, silentLogger } from './ports/logger.js';
import type { TextCipher } from './ports/text-cipher.js';
import { daysBefore, startRetention } from './retention.js';
import { observedEmbedder, observedLanguageModel } from './telemetry/observed-models.js';
import { type Guard, unrecordedGuard } from './token/guard.js';
import type { Principal } from './token/principal.js';

export interface Picard {
  /** Returns Picard for a user that the host application has authenticated, with every scope of a user. @throws PicardError `invalid_input` if `userId` is not a UUID. */
  as(userId: string): BoundPicard;
  /** Returns Picard for the principal of a verified token, limited to its scopes. */
  forPrincipal(principal: Principal, origin?: CallOrigin): BoundPicard;
  /** Like `forPrincipal`, but records no activity: for actions that no user requested, such as completions. */
  unrecorded(principal: Principal): BoundPicard;
  /**
   * Calls `listener` with each change of a memory that `userId` may read, or could read before the change.
   * Returns a function that removes the listener.
   */
  onChange(userId: UserId, listener: (change: MemoryChanged) => void): () => void;
  /** Embeds all memories that have no embedding of the configured model. See `ReembedOptions`. */
  reembed(options?: ReembedOptions): Promise<{ readonly embedded: number }>;
  /**
   * Permanently erases any user: tokens end, the data key is destroyed, and memories, shares,
   * groups, personas, profile, grants and the account are removed. The activity log retains only the
   * id. Idempotent; an erasure that a crash interrupts is finished by any instance with background
   * work.
   *
   * @throws PicardError `conflict` for an active superuser; `unavailable` if it will be finished in the background.
   */
  eraseUser(userId: UserId): Promise<void>;
  /** Resolves when the database responds. @throws PicardError `unavailable` */
  ping(): Promise<void>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Stops the background work, waits for it, and writes pending activity. Does not close the store, which the caller opened. */
  close(): Promise<void>;
}

/** Maximum number of dimensions of an embedder: the size of the store's vector column. */
const maxDimensions = 1_536;

/** Creates Picard from its ports. @throws PicardError `invalid_input` that names an invalid option. */
export function createPicard(options: PicardOptions): Picard {
  const {
    store,
    activity = {},
    clock = systemClock,
    logger = silentLogger,
    embeddingDeadlineMs = 5_000,
    background = true,
    trashDays = 30,
  } = options;
  const embedder = observedEmbedder(options.embedder ?? localEmbedder(), {
    isLocal: options.embedder === undefined,
  });
  const languageModel = observedLanguageModel(options.languageModel ?? extractiveModel(), {
    isLocal: options.languageModel === undefined,
  });
  const activityDays = retentionDays(activity);
  if (embedder.dimensions > maxDimensions) {
    throw invalidField(
      'embedder',
      `has ${embedder.dimensions} dimensions; the maximum is ${maxDimensions}`,
    );
  }
  if (!Number.isInteger(trashDays) || trashDays < 0 || trashDays > limits.trashDays) {
    throw invalidField('trashDays', `must be a whole number from 0 to ${limits.trashDays}`);
  }
  const policy = personaPolicy(options.persona);
  const cipher = options.cipher ?? builtinCipher(options, clock, logger);
  const settings = cachedSettings(store.profiles, clock);
  const settingsOf = settings.of;
  const base = {
    ...{ store, cipher, embedder, clock, settingsOf, logger, embeddingDeadlineMs, trashDays },
  };
  const work = background ? startBackgroundWork(base, 30_000) : undefined;
  const context: MemoryContext = {
    ...base,
    onPending: () => work?.kick(),
    onRenamed: (ownerId, rename) =>
      renameLabelInPersonas({ personas: store.personas, cipher, clock }, ownerId, rename),
  };
  const recorder =
    activity === false
      ? undefined
      : createActivityRecorder({ store: store.activity, clock, logger });
  const stopRetention =
    background && activityDays !== undefined
      ? startActivityRetention({ store: store.activity, clock, logger, days: activityDays })
      : undefined;
  const stopEmptying = background
    ? startRetention({
        what: 'deleted memories',
        remove: (limit) => store.trash.removeUntil(daysBefore(clock.now(), trashDays), limit),
        logger,
      })
    : undefined;

  const stopForgettingCalls = background
    ? startRetention({
        what: 'expired answers of calls with an idempotency key',
        remove: (limit) => store.idempotency.removeExpired(clock.now(), limit),
        logger,
      })
    : undefined;

  const { access } = options;
  const eraser = createEraser({
    ...{ store, cipher, access, clock, logger },
    flushActivity: async () => recorder?.flush(),
    onErased: settings.forget,
  });
  // Another instance may have destroyed a key that is held here.
  const stopListening = access?.onEnded((isEnded) => cipher.forgetWhere?.(isEnded));
  const stopErasing = background
    ? startErasureWork(eraser, { intervalMs: 30_000, logger })
    : undefined;

  const contexts: ServiceContexts = {
    memory: context,
    group: { groups: store.groups, clock },
    persona: {
      personas: store.personas,
      cipher,
      languageModel,
      policy,
      clock,
      logger,
      answersOthers: async (ownerId) => (await settingsOf(ownerId)).personaEnabled,
    },
    profile: {
      profiles: store.profiles,
      users: store.users,
      cipher,
      clock,
      logger,
      onSettings: settings.forget,
    },
    activity: { activity: store.activity, recorder, clock },
    account: {
      eraser,
      access,
      clock,
      activity: store.activity,
      users: store.users,
      toJson: { group: groupToJson, persona: personaToJson },
    },
  };

  const once = { idempotency: store.idempotency, cipher, clock, logger };
  const bind = (principal: Principal, guard: Guard): BoundPicard => {
    const inner = createServices(contexts, unrecordedGuard(principal));
    const services = createServices(contexts, guard, inner);
    const run = (call: Call) => execute(inner, guard, call);
    return Object.assign(services, {
      execute: run,
      executeOnce: (call: Call & { readonly key: string }) =>
        executeOnce(once, principal, run, call),
    });
  };
  const forPrincipal = (principal: Principal, origin: CallOrigin = {}): BoundPicard =>
    bind(principal, recordingGuard(recorder, principal, origin));

  return {
    as(userId) {
      const id = userId.toLowerCase();
      if (!isUuid(id)) throw invalidField('userId', 'must be a UUID');
      return forPrincipal({ userId: id as UserId, scopes: ['memories:write'] });
    },
    forPrincipal,
    unrecorded: (principal) => bind(principal, unrecordedGuard(principal)),
    onChange: (userId, listener) => listenAs(store, userId, listener),
    reembed: (reembedOptions) => reembed(context, reembedOptions),
    eraseUser: (userId) => eraser.erase(userId),
    ping: () => store.ping(),
    clock,
    logger,
    async close() {
      stopListening?.();
      await Promise.all([
        work?.close(),
        stopErasing?.(),
        stopRetention?.(),
        stopForgettingCalls?.(),
        stopEmptying?.(),
        recorder?.close(),
      ]);
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
      'encryptionKeys: is required to encrypt memory texts; generateEncryptionKey() creates a key',
    );
  }
  return envelopeCipher({
    keys: parseKeyRing(encryptionKeys),
    dataKeys: store.dataKeys,
    clock,
    logger,
  });
}

function retentionDays(activity: NonNullable<PicardOptions['activity']>): number | undefined {
  if (activity === false) return undefined;
  const { days = 90 } = activity;
  if (Number.isInteger(days) && days >= 1 && days <= 3_650) return days;
  throw invalidField('activity.days', 'must be a whole number from 1 to 3650');
}
