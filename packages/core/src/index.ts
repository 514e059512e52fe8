/** The public surface of Picard's core: what is not named here may change at any time. */

export type { AccountService } from './account/account-service.js';
export type { ActivityPage, ActivityService } from './account/activity.js';
export type { ActivityInput } from './account/activity-input.js';
export { type ActivityJson, activityToJson } from './account/activity-json.js';
export {
  type Activity,
  type ActivityRecorder,
  type ActivityRecorderOptions,
  createActivityRecorder,
} from './account/activity-recorder.js';
export type { Profile, PublicProfile } from './account/profile.js';
export type { FindUsersInput, UpdateProfileInput } from './account/profile-input.js';
export type { ProfileService } from './account/profile-service.js';
export type { CallOrigin } from './account/recording-guard.js';
export type { Settings } from './account/settings.js';
export type { BoundPicard, Call } from './bound-picard.js';
export {
  type EnvelopeCipher,
  type EnvelopeCipherOptions,
  envelopeCipher,
} from './builtin/envelope-cipher.js';
export {
  type ExtractiveModelOptions,
  extractiveModel,
} from './builtin/extractive-model/extractive-model.js';
export {
  generateEncryptionKey,
  type KeyRing,
  parseKeyRing,
  type RingKey,
} from './builtin/key-ring.js';
export { localEmbedder } from './builtin/local-embedder/local-embedder.js';
export { type MoveDataKeysOptions, moveDataKeys } from './builtin/move-data-keys.js';
export { type RotateKeysOptions, rotateKeys } from './builtin/rotate-keys.js';
export {
  type ErrorBody,
  type ErrorCode,
  type ErrorDetails,
  errorBody,
  PicardError,
  type PicardErrorOptions,
  statusOf,
  toPicardError,
} from './errors.js';
export type { Instant } from './field.js';
export { type GroupId, isUuid, type MemoryId, newId, type PersonaId, type UserId } from './ids.js';
export { limits } from './limits.js';
export type {
  FilterInput,
  ListInput,
  QueryInput,
  SetPermissionInput,
  SharedWithInput,
  SubmitInput,
  UpdateInput,
} from './memory/input.js';
export type { FoundMemory, Memory, Metadata } from './memory/memory.js';
export { foundMemoryToJson, type MemoryJson, memoryToJson } from './memory/memory-json.js';
export type {
  BatchItem,
  BatchOptions,
  CallOptions,
  MemoryPageResult,
  MemoryService,
} from './memory/memory-service.js';
export type { ReembedOptions } from './memory/reembed.js';
export { catalogue } from './operations/catalogue.js';

export { type JsonSchema, jsonSchema } from './operations/json-schema.js';
export type { Operation, OperationAnnotations, OperationContext } from './operations/operation.js';
export { parseUrl } from './parse-url.js';
export type { Group } from './permission/group.js';
export type { GroupService } from './permission/group-service.js';
export {
  mayRead,
  type Permission,
  type Protected,
  permissions,
  type SharedWith,
  sharedWithNobody,
  type Viewer,
} from './permission/permission.js';
export type {
  ModelParameters,
  Persona,
  PersonaFilter,
  PersonaPermission,
  PersonaSettings,
} from './persona/persona.js';
export type {
  AskInput,
  CreatePersonaInput,
  PersonaFilterInput,
  UpdatePersonaInput,
} from './persona/persona-input.js';
export type { PersonaOptions } from './persona/persona-policy.js';
export type {
  AskOptions,
  PersonaAnswer,
  PersonaPrompt,
  PersonaService,
  UsedMemory,
} from './persona/persona-service.js';
export { createPicard, type Picard } from './picard.js';
export type { ActivityOptions, PicardOptions } from './picard-options.js';
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
export type { GroupStore } from './ports/group-store.js';
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
  MemoryChange,
  MemoryFacts,
  MemoryFilter,
  MemoryPage,
  MemorySearch,
  MemorySort,
  MemoryStore,
  NewMemory,
  PendingEmbedding,
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
export {
  hasScope,
  type Principal,
  requireScope,
  type Scope,
  scopes,
} from './token/principal.js';
export type { TokenVerifier } from './token/token-verifier.js';
export { type FormatName, formatNames } from './transfer/formats/formats.js';
export type { ExportInput, ExportPageInput, ImportInput } from './transfer/transfer-input.js';
export type {
  ExportPage,
  ImportOptions,
  ImportProgress,
  ImportReport,
  Refusal,
  TransferService,
} from './transfer/transfer-service.js';
export type { Content } from './transfer/utf8-text.js';
