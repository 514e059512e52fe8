/** The interfaces that Picard needs from outside, and what an implementation of one of them works with. */

export { type PicardErrorOptions, toPicardError } from './errors.js';
export type { IdempotentCallId } from './ids.js';
export { changeRefusal } from './memory/change-refusal.js';
export { changedFacts } from './memory/facts.js';
export { distinctLabels, labelKey, shownLabel } from './memory/label.js';
export type { Metadata } from './memory/memory.js';
export {
  mayRead,
  type Protected,
  permissions,
  type SharedWith,
  sharedWithNobody,
  type Viewer,
} from './permission/permission.js';
export type {
  ModelParameters,
  PersonaFilter,
  PersonaPermission,
  PersonaSettings,
} from './persona/persona.js';
export type {
  ActivityCount,
  ActivityEntry,
  ActivityQuery,
  ActivityRange,
  ActivityStore,
} from './ports/activity-store.js';
export type { Audience, ChangeFeed, MemoryChanged } from './ports/change-feed.js';
export { type Clock, systemClock } from './ports/clock.js';
export type { DataKeyStore, WrappedDataKey } from './ports/data-key-store.js';
export type { Embedder, EmbedOptions } from './ports/embedder.js';
export type { ErasureStore } from './ports/erasure-store.js';
export type {
  GroupChangeOutcome,
  GroupInsertOutcome,
  GroupRemoveOutcome,
  GroupStore,
  MembersOutcome,
} from './ports/group-store.js';
export type { Hold, IdempotencyStore, IdempotentCall } from './ports/idempotency-store.js';
export type {
  GenerateOptions,
  LanguageModel,
  ModelAnswer,
  ModelRequest,
  ModelUsage,
  PromptMemory,
} from './ports/language-model.js';
export { type Logger, silentLogger } from './ports/logger.js';
export type {
  ChangeOutcome,
  ChangeRefusal,
  FactChanges,
  LabelCount,
  LabelKind,
  LabelRename,
  MemoryChange,
  MemoryFacts,
  MemoryFilter,
  MemoryPage,
  MemorySearch,
  MemorySort,
  MemoryStore,
  MemoryTotal,
  NewMemory,
  PendingEmbedding,
  RelabelledMemory,
  RemoveOutcome,
  ScoredMemory,
  StoredEmbedding,
  StoredMemory,
} from './ports/memory-store.js';
export type { PersonaStore, StoredPersona } from './ports/persona-store.js';
export type {
  DiscoverableQuery,
  DiscoverableUser,
  ProfileStore,
  StoredProfile,
} from './ports/profile-store.js';
export type { Store } from './ports/store.js';
export type { TextCipher, TextPlace } from './ports/text-cipher.js';
export type { Totals, TotalsStore } from './ports/totals-store.js';
export type { ClientAccess, UserAccess } from './ports/user-access.js';
export type { RealmAccount, UserAccount, UserQuery, UserStore } from './ports/user-store.js';
export type { TokenVerifier } from './token/token-verifier.js';
