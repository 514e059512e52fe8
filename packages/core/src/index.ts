/**
 * The public API of Picard's core for applications that embed it. Types for implementing a port are in `./ports`, those for serving the
 * operations in `./operations`, what works with no service in `./builtin`. What none of them names may change at any
 * time.
 */

export type { AccountService } from './account/account-service.js';
export type { ActivityService } from './account/activity.js';
export type { ProfileService } from './account/profile-service.js';
export type { BoundPicard } from './bound-picard.js';
export { generateEncryptionKey } from './builtin/key-ring.js';
export { type ErrorCode, PicardError } from './errors.js';
export { type GroupId, isUuid, type MemoryId, newId, type PersonaId, type UserId } from './ids.js';
export { limits } from './limits.js';
export type { FoundMemory, Memory } from './memory/memory.js';
export type { MemoryService } from './memory/memory-service.js';
export type { Group } from './permission/group.js';
export type { GroupService } from './permission/group-service.js';
export type { Permission } from './permission/permission.js';
export type { Persona } from './persona/persona.js';
export type { PersonaService } from './persona/persona-service.js';
export { createPicard, type Picard } from './picard.js';
export type { PicardOptions } from './picard-options.js';
export { type Principal, type Scope, scopes } from './token/principal.js';
export type { TransferService } from './transfer/transfer-service.js';
