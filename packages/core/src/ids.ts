import { randomUUID } from 'node:crypto';

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** UUID v4 of a user: the owner of memories and groups. */
export type UserId = Branded<'UserId'>;
/** UUID v4 of a memory. Unique together with its owner. */
export type MemoryId = Branded<'MemoryId'>;
/** UUID v4 of a group of users. */
export type GroupId = Branded<'GroupId'>;
/** UUID v4 of a persona; that of a user's default persona is the user's own id. */
export type PersonaId = Branded<'PersonaId'>;

/** UUID v4 made of a hash: names a call that is carried out once, of one user, client, operation and key. */
export type IdempotentCallId = Branded<'IdempotentCallId'>;

const uuidV4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Whether `value` is a UUID v4 (RFC 9562 section 5.4) in lower-case canonical form. */
export function isUuid(value: unknown): value is string {
  return typeof value === 'string' && uuidV4.test(value);
}

/** A new random identifier of the kind that the caller expects. */
export function newId<Id extends UserId | MemoryId | GroupId | PersonaId | IdempotentCallId>(): Id {
  return randomUUID() as string as Id;
}
