import type { FormErrors } from '../../http/forms.js';
import type { ConnectedVisit } from '../../http/visit.js';
import { ownIdOf } from '../../people/own-id.js';
import { findPeople, maxTyped, type Person, usernamesIn } from '../../people/people.js';
import type { MemoryForm } from './memory-form.js';
import { type BaseVersion, type MemoryState, onlyOwner, type Sharing } from './memory-state.js';
import { hasMarks } from './merge-text.js';
import { readTags } from './tag-list.js';
import { understandExpiry } from './understand-expiry.js';

/** What the memory server takes (docs/limits.md there). */
export const limits = { text: 10_000, tags: 32, tag: 64, category: 64, sharedWith: 100 } as const;

export interface Understood {
  /** What the memory is to be; good only without errors. */
  readonly wish: MemoryState;
  readonly errors: FormErrors;
  /** To be shown again: people who were found are among the chosen ones. */
  readonly form: MemoryForm;
  readonly found: readonly Person[];
  /** A phrase for the expiry was understood, and what as has not been shown yet. */
  readonly isExpiryNew: boolean;
}

/** What somebody typed into the editor means, and what is wrong with it. */
export async function understandForm(
  visit: ConnectedVisit,
  form: MemoryForm,
  base: BaseVersion | undefined,
): Promise<Understood> {
  const expiry = understandExpiry(form, visit, base?.expiresAt);
  const sharing = await understandSharing(visit, form);
  const tags = readTags(form.tags);
  const category = form.category.trim() || undefined;
  const errors = {
    ...asError('text', textFault(visit, form.text, base?.isMerging ?? false)),
    ...asError('tags', tagFault(visit, tags)),
    ...asError(
      'category',
      (category?.length ?? 0) > limits.category &&
        visit.text.memories.editor.categoryTooLong(limits.category),
    ),
    ...asError(form.expiry === 'phrase' ? 'expires_phrase' : 'expires_time', expiry.error),
    ...asError('people', sharing.fault),
  };
  return {
    wish: { text: form.text, tags, category, expiresAt: expiry.expiresAt, sharing: sharing.wish },
    errors,
    form: sharing.form,
    found: sharing.found,
    isExpiryNew: expiry.isNew ?? false,
  };
}

interface UnderstoodSharing {
  readonly wish: Sharing;
  readonly form: MemoryForm;
  readonly found: readonly Person[];
  readonly fault?: string | undefined;
}

async function understandSharing(
  visit: ConnectedVisit,
  form: MemoryForm,
): Promise<UnderstoodSharing> {
  const { permission = 'private', groups } = form;
  if (permission !== 'shared') return { wish: { ...onlyOwner, permission }, form, found: [] };
  const { editor } = visit.text.memories;
  const { people } = visit.text;
  const names = usernamesIn(form.addPeople);
  if (names.length > maxTyped) {
    return { wish: onlyOwner, form, found: [], fault: people.tooMany(maxTyped) };
  }
  const { found, unknown } =
    names.length > 0 ? await findPeople(visit.memory, form.addPeople) : { found: [], unknown: [] };
  const ownId = names.length > 0 ? await ownIdOf(visit) : undefined;
  const others = found.filter(({ id }) => id !== ownId);
  const userIds = [...new Set([...form.people, ...others.map(({ id }) => id)])];
  const isTooMany = userIds.length > limits.sharedWith || groups.length > limits.sharedWith;
  const isNobody = userIds.length + groups.length === 0;
  return {
    wish: { permission, userIds, groupIds: groups },
    form: { ...form, people: userIds, addPeople: unknown.join(', ') },
    found: others,
    fault:
      (unknown.length > 0 && people.unknown(unknown)) ||
      (isTooMany && editor.tooManyReaders(limits.sharedWith)) ||
      (isNobody && (found.length > 0 ? editor.onlyYourself : editor.nobody)) ||
      undefined,
  };
}

function textFault({ text }: ConnectedVisit, typed: string, isMerging: boolean) {
  const { editor } = text.memories;
  if (typed.trim() === '') return editor.textMissing;
  if (typed.length > limits.text) return editor.textTooLong(typed.length, limits.text);
  if (typed.includes('\0')) return editor.textUnreadable;
  return isMerging && hasMarks(typed, editor.marks) ? editor.marksLeft : undefined;
}

function tagFault({ text }: ConnectedVisit, tags: readonly string[]) {
  const { editor } = text.memories;
  const long = tags.find((tag) => tag.length > limits.tag);
  if (long !== undefined) return editor.tagTooLong(long.slice(0, 20), limits.tag);
  return tags.length > limits.tags ? editor.tooManyTags(tags.length, limits.tags) : undefined;
}

function asError(field: string, message: string | false | undefined): FormErrors {
  return message ? { [field]: message } : {};
}
