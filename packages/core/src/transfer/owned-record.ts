import { PicardError } from '../errors.js';
import type { GroupId, MemoryId, UserId } from '../ids.js';
import { parseInput } from '../invalid-input.js';
import { factsOf } from '../memory/facts.js';
import type { Metadata } from '../memory/memory.js';
import { orNothing } from '../memory/sealing.js';
import { type Permission, type SharedWith, sharedWithNobody } from '../permission/permission.js';
import type { MemoryFacts } from '../ports/memory-store.js';
import { derivedId } from './derived-id.js';
import { type RecordInput, recordInput } from './memory-record.js';

/** A record as a memory of its importer. */
export interface OwnedRecord extends MemoryFacts {
  readonly id: MemoryId;
  readonly text: string;
  readonly metadata: Metadata | undefined;
  readonly permission: Permission;
  /** As the record says; groups are still to be checked. */
  readonly sharedWith: SharedWith;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** What a value of a file is as a memory of `ownerId`. @throws PicardError `invalid_input` naming the field. */
export function ownedRecord(ownerId: UserId, value: unknown, now: Date): OwnedRecord {
  const record = parseInput(recordInput, value);
  const isOwn = (record.user_id ?? ownerId) === ownerId;
  const createdAt = record.created_at ?? now;
  return {
    id: idOf(ownerId, record, isOwn),
    text: record.text,
    metadata: orNothing(record.metadata),
    ...(isOwn ? sharing(ownerId, record) : { permission: 'private', sharedWith: sharedWithNobody }),
    ...factsOf({ ...record, expirationDate: record.expiration_date }),
    createdAt,
    updatedAt: record.updated_at ?? createdAt,
  };
}

/** Two owners may have memories of the same id, so that the id of another's says too little alone. */
function idOf(ownerId: UserId, record: RecordInput, isOwn: boolean): MemoryId {
  if (isOwn && record.id) return record.id as MemoryId;
  if (record.id) return derivedId(ownerId, [record.user_id, record.id]);
  const { text, tags, category, metadata, created_at, updated_at, expiration_date } = record;
  const content = [text, tags, category, metadata, created_at, updated_at, expiration_date];
  return derivedId(ownerId, [isOwn ? ownerId : record.user_id, ...content]);
}

/** Unlike at submission, the list of shares can be empty, because groups may have been deleted. */
function sharing(
  ownerId: UserId,
  { permission, shared_with }: RecordInput,
): Pick<OwnedRecord, 'permission' | 'sharedWith'> {
  const userIds = (shared_with?.user_ids ?? []).filter((id) => id !== ownerId) as UserId[];
  const groupIds = [...(shared_with?.group_ids ?? [])] as GroupId[];
  const sharedWith = { userIds, groupIds };
  if (permission !== 'shared' && (shared_with?.user_ids?.length ?? 0) + groupIds.length > 0) {
    const [field, message] = ['shared_with', 'requires the permission "shared"'];
    throw new PicardError('invalid_input', `${field}: ${message}`, { details: { field } });
  }
  return { permission: permission ?? 'private', sharedWith };
}
