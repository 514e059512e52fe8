/** The public surface of Picard's core: what is not named here may change at any time. */

export {
  type Activity,
  type ActivityRecorder,
  type ActivityRecorderOptions,
  createActivityRecorder,
} from './account/activity-recorder.js';
export type { BoundPicard } from './bound-picard.js';
export {
  type EnvelopeCipher,
  type EnvelopeCipherOptions,
  envelopeCipher,
} from './builtin/envelope-cipher.js';
export {
  generateEncryptionKey,
  type KeyRing,
  parseKeyRing,
  type RingKey,
} from './builtin/key-ring.js';
export { localEmbedder } from './builtin/local-embedder/local-embedder.js';
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
export { type GroupId, isUuid, type MemoryId, newId, type UserId } from './ids.js';
export { limits } from './limits.js';
export type {
  DeleteInput,
  FilterInput,
  Instant,
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
export { type Call, execute } from './operations/execute.js';
export { type JsonSchema, jsonSchema } from './operations/json-schema.js';
export type { Operation, OperationAnnotations, OperationContext } from './operations/operation.js';
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
export { createPicard, type Picard, type PicardOptions } from './picard.js';
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
export type { GroupStore } from './ports/group-store.js';
export { type Logger, silentLogger } from './ports/logger.js';
export type {
  ChangeOutcome,
  MemoryChange,
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
export type { Store } from './ports/store.js';
export type { TextCipher, TextPlace } from './ports/text-cipher.js';
export type { RealmAccount, UserAccount, UserQuery, UserStore } from './ports/user-store.js';
export {
  hasScope,
  type Principal,
  requireScope,
  type Scope,
  scopes,
} from './token/principal.js';
export type { TokenVerifier } from './token/token-verifier.js';
