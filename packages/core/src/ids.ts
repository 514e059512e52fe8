import { randomUUID } from 'node:crypto';

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** UUID of a user, of any version: the owner of memories and groups. */
export type UserId = Branded<'UserId'>;
/** UUID of a memory: v4, or of any version if a caller chose it. Unique together with its owner. */
export type MemoryId = Branded<'MemoryId'>;
/** UUID of a group of users. */
export type GroupId = Branded<'GroupId'>;
/** UUID of a persona; that of a user's default persona is the user's own id. */
export type PersonaId = Branded<'PersonaId'>;

/** UUID v4 made of a hash: names a call that is carried out once, of one user, client, operation and key. */
export type IdempotentCallId = Branded<'IdempotentCallId'>;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Whether `value` is a UUID of any version (RFC 9562 section 5) in lower-case canonical form; not the nil or max UUID. */
export function isUuid(value: unknown): value is string {
  return typeof value === 'string' && uuid.test(value);
}

/** A new random identifier (UUID v4) of the kind that the caller expects. */
export function newId<Id extends UserId | MemoryId | GroupId | PersonaId | IdempotentCallId>(): Id {
  return randomUUID() as string as Id;
}
