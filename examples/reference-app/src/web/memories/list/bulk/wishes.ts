import type { Request } from 'express';
import { z } from 'zod';
import { type FormErrors, parseForm, several } from '../../../http/forms.js';
import type { ConnectedVisit } from '../../../http/visit.js';
import type { Input } from '../../../memory-service/tools.js';
import { findPeople } from '../../../people/people.js';
import { readTags } from '../../editor/tag-list.js';
import { understandExpiry } from '../../editor/understand-expiry.js';
import { maxTagLength } from '../list-query.js';
import type { Action } from './bulk-form.js';

/** Who shall be able to read each of the chosen memories. */
export type PermissionWish = {
  readonly kind: 'permission';
  /** Has to be confirmed. */
  readonly isGrave: boolean;
} & (
  | { readonly permission: 'private' | 'public' }
  | {
      readonly permission: 'shared';
      readonly sharedWith: {
        readonly user_ids: readonly string[];
        readonly group_ids: readonly string[];
      };
    }
);

/** What shall become of each of the chosen memories. */
export type Wish =
  | PermissionWish
  | { readonly kind: 'tags'; readonly add: readonly string[]; readonly remove: readonly string[] }
  | { readonly kind: 'category'; readonly category: string | null }
  | { readonly kind: 'expiry'; readonly expirationDate: string | null };

/** A permission, as the server takes it. */
export function permissionFields(
  wish: PermissionWish,
): Pick<Input<'modify_permissions'>, 'permission' | 'shared_with'> {
  const { permission } = wish;
  return wish.permission === 'shared'
    ? { permission, shared_with: wish.sharedWith }
    : { permission };
}

type Read = Wish | { readonly errors: FormErrors };

const maxCategoryLength = 64;
const isId = (id: string) => z.uuid().safeParse(id).success;

/** Reads the answer to the questions of one action. */
export async function readWish(
  visit: ConnectedVisit,
  action: Exclude<Action, 'delete'>,
  request: Request,
): Promise<Read> {
  if (action === 'permission') return readPermission(visit, request);
  if (action === 'tags') return tagWish(visit, request);
  return action === 'category' ? categoryWish(visit, request) : expiryWish(visit, request);
}

/** Reads who shall be able to read the memories. */
export async function readPermission(
  visit: ConnectedVisit,
  request: Request,
): Promise<PermissionWish | { readonly errors: FormErrors }> {
  const { permission: text } = visit.text.memories.bulk;
  const form = parseForm(
    request,
    z.object({
      permission: z.enum(['private', 'public', 'shared'], text.missing),
      people: several,
      groups: several,
      add_people: z.string().default(''),
    }),
  );
  if ('errors' in form) return { errors: form.errors };
  const { permission, people, groups, add_people } = form.values;
  if (permission !== 'shared') {
    return { kind: 'permission', permission, isGrave: permission === 'public' };
  }
  const { found, unknown } = await findPeople(visit.memory, add_people);
  if (unknown.length > 0) return { errors: { add_people: visit.text.people.unknown(unknown) } };
  const user_ids = [...new Set([...people.filter(isId), ...found.map(({ id }) => id)])];
  const group_ids = groups.filter(isId);
  if (user_ids.length + group_ids.length === 0) return { errors: { add_people: text.nobody } };
  return { kind: 'permission', permission, sharedWith: { user_ids, group_ids }, isGrave: false };
}

function tagWish(visit: ConnectedVisit, request: Request): Read {
  const { tags: text } = visit.text.memories.bulk;
  const list = z
    .string()
    .default('')
    .transform(readTags)
    .refine((tags) => tags.every((tag) => tag.length <= maxTagLength), text.tooLong(maxTagLength));
  const form = parseForm(request, z.object({ add: list, remove: list }));
  if ('errors' in form) return { errors: form.errors };
  const { add, remove } = form.values;
  if (add.length + remove.length === 0) return { errors: { add: text.missing } };
  if (add.some((tag) => remove.includes(tag))) return { errors: { remove: text.both } };
  return { kind: 'tags', add, remove };
}

function categoryWish(visit: ConnectedVisit, request: Request): Read {
  const { category: text } = visit.text.memories.bulk;
  const category = z.string().trim().max(maxCategoryLength, text.tooLong(maxCategoryLength));
  const form = parseForm(request, z.object({ category }));
  if ('errors' in form) return { errors: form.errors };
  return { kind: 'category', category: form.values.category || null };
}

function expiryWish(visit: ConnectedVisit, request: Request): Read {
  const form = parseForm(
    request,
    z.object({
      expiry: z.enum(['never', 'at', 'phrase'], visit.text.memories.bulk.expiry.missing),
      expires_time: z.string().default(''),
      expires_phrase: z.string().default(''),
    }),
  );
  if ('errors' in form) return { errors: form.errors };
  const { expiry, expires_time, expires_phrase } = form.values;
  const fields = {
    expiry,
    expiresTime: expires_time,
    expiresPhrase: expires_phrase,
    understoodAt: '',
    zone: visit.zone,
  };
  const { expiresAt, error } = understandExpiry(fields, visit, undefined);
  if (error !== undefined) {
    return { errors: { [expiry === 'phrase' ? 'expires_phrase' : 'expires_time']: error } };
  }
  return { kind: 'expiry', expirationDate: expiresAt ?? null };
}
