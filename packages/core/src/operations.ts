/**
 * The catalogue of operations, and what a face over it works with: inputs, schemas, JSON, errors on the wire, scopes
 * and the record of activity.
 */

export type { ActivityPage } from './account/activity.js';
export type { ActivityInput } from './account/activity-input.js';
export { type ActivityJson, activityToJson } from './account/activity-json.js';
export {
  type Activity,
  type ActivityRecorder,
  type ActivityRecorderOptions,
  createActivityRecorder,
} from './account/activity-recorder.js';
export type { Profile, PublicProfile } from './account/profile.js';
export {
  eraseInput,
  type FindUsersInput,
  type UpdateProfileInput,
  updateProfileInput,
} from './account/profile-input.js';
export { ownProfileToJson } from './account/profile-json.js';
export type { CallOrigin } from './account/recording-guard.js';
export type { Settings } from './account/settings.js';
export type { Call } from './bound-picard.js';
export { type ErrorBody, type ErrorDetails, errorBody, statusOf } from './errors.js';
export type { Instant } from './field.js';
export type { OnceResult } from './idempotency/idempotency.js';
export { invalidField, parseInput } from './invalid-input.js';
export type {
  FilterInput,
  ListInput,
  QueryInput,
  RenameInput,
  SetPermissionInput,
  SharedWithInput,
  SubmitInput,
  UpdateInput,
} from './memory/input.js';
export {
  foundMemorySchema,
  foundMemoryToJson,
  type MemoryJson,
  memorySchema,
  memoryToJson,
  submittedMemorySchema,
} from './memory/memory-json.js';
export type {
  BatchItem,
  BatchOptions,
  CallOptions,
  MemoryPageResult,
  Renamed,
} from './memory/memory-service.js';
export type { ReembedOptions } from './memory/reembed.js';
export { catalogue } from './operations/catalogue.js';
export { type JsonSchema, jsonSchema } from './operations/json-schema.js';
export type { Operation, OperationAnnotations, OperationContext } from './operations/operation.js';
export { groupSchema } from './operations/output-schemas.js';
export { ownProfileSchema } from './operations/profile-schema.js';
export { importProgressToJson, importReportToJson } from './operations/transfer-json.js';
export { errorInWireNames, onTheWire } from './operations/wire-names.js';
export { parseUrl } from './parse-url.js';
export { buildRecallPrompt } from './persona/build-prompt.js';
export type {
  AskInput,
  CreatePersonaInput,
  PersonaFilterInput,
  UpdatePersonaInput,
} from './persona/persona-input.js';
export { answerSchema, personaSchema } from './persona/persona-json.js';
export type { PersonaOptions } from './persona/persona-policy.js';
export type {
  AskOptions,
  PersonaAnswer,
  PersonaPrompt,
  UsedMemory,
} from './persona/persona-service.js';
export type { ActivityOptions } from './picard-options.js';
export { type ObservedRequest, observedRequest } from './telemetry/observed-request.js';
export { hasScope, requireScope } from './token/principal.js';
export { type FormatName, formatNamed, formatNames } from './transfer/formats/formats.js';
export {
  type ExportInput,
  type ExportPageInput,
  exportInput,
  type ImportInput,
  importOptions,
} from './transfer/transfer-input.js';
export type {
  ExportPage,
  ImportOptions,
  ImportProgress,
  ImportReport,
  Refusal,
} from './transfer/transfer-service.js';
export type { Content } from './transfer/utf8-text.js';
