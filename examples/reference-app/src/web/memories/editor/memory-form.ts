import type { Request } from 'express';
import { z } from 'zod';
import { several } from '../../http/forms.js';
import { ownPath } from '../../http/own-path.js';
import { isTimeZone, type Visit } from '../../http/visit.js';
import { toLocal } from '../../ui/when/local-time.js';
import type { MemoryState } from './memory-state.js';
import { writeTags } from './tag-list.js';

/** What the editor shows and sends: everything as it was typed. */
export interface MemoryForm {
  readonly text: string;
  /** With commas. */
  readonly tags: string;
  readonly category: string;
  /** Absent in short forms that leave it to the user's settings. */
  readonly expiry: 'never' | 'at' | 'phrase' | undefined;
  /** Of a `datetime-local` field, in `zone`. */
  readonly expiresTime: string;
  readonly expiresPhrase: string;
  /** What a phrase was understood as when it was shown: the time in ISO 8601, a space, the phrase. */
  readonly understoodAt: string;
  readonly permission: MemoryState['sharing']['permission'] | undefined;
  /** Ids of those who are chosen. */
  readonly people: readonly string[];
  /** Usernames. */
  readonly addPeople: string;
  readonly groups: readonly string[];
  /** Whose clocks the times of the form are of. */
  readonly zone: string;
  /** Of the memory that is edited; the page for previews knows it by this alone. */
  readonly memoryId: string | undefined;
  /** UUID: the same one makes one memory, however often it is sent. */
  readonly submissionId: string;
  /** A `BaseVersion`, as JSON. */
  readonly baseVersion: string;
  /** Path to go on to. */
  readonly next: string | undefined;
}

/** A field that came twice counts as it came last: nothing that was typed is a reason to fail. */
const typed = several.transform((values) => values.at(-1) ?? '');
const oneOf = <const Values extends readonly string[]>(values: Values) =>
  typed.transform((value) => values.find((each) => each === value) as Values[number] | undefined);
/** More than a memory can have, so that too many can be told; each is a request to the server. */
const maxIds = 200;
const ids = several.transform((values) =>
  [...new Set(values.filter((value) => z.uuid().safeParse(value).success))].slice(0, maxIds),
);

const fields = z.object({
  // Browsers send line breaks as two characters, which nobody typed.
  text: typed.transform((text) => text.replace(/\r\n?/g, '\n')),
  tags: typed,
  category: typed,
  expiry: oneOf(['never', 'at', 'phrase']),
  expires_time: typed,
  expires_phrase: typed,
  understood_at: typed,
  permission: oneOf(['private', 'public', 'shared']),
  people: ids,
  add_people: typed,
  groups: ids,
  zone: typed,
  memory_id: typed,
  submission_id: typed,
  base_version: typed,
  next: typed,
});

/** Reads the editor's form; never fails, because what is wrong with it is told beside its fields. */
export function readMemoryForm({ body }: Request, visit: Pick<Visit, 'zone'>): MemoryForm {
  const given = fields.parse(body ?? {});
  return {
    text: given.text,
    tags: given.tags,
    category: given.category,
    expiry: given.expiry,
    expiresTime: given.expires_time,
    expiresPhrase: given.expires_phrase,
    understoodAt: given.understood_at,
    permission: given.permission,
    people: given.people,
    addPeople: given.add_people,
    groups: given.groups,
    zone: given.zone !== '' && isTimeZone(given.zone) ? given.zone : visit.zone,
    memoryId: z.uuid().safeParse(given.memory_id).data,
    submissionId: given.submission_id,
    baseVersion: given.base_version,
    next: ownPath(given.next),
  };
}

/** The form that shows a state. */
export function formOf(
  state: MemoryState,
  { zone }: Pick<Visit, 'zone'>,
  hidden: Partial<Pick<MemoryForm, 'memoryId' | 'submissionId' | 'baseVersion' | 'next'>>,
): MemoryForm {
  const { text, tags, category, expiresAt, sharing } = state;
  return {
    text,
    tags: writeTags(tags),
    category: category ?? '',
    expiry: expiresAt === undefined ? 'never' : 'at',
    expiresTime: expiresAt === undefined ? '' : toLocal(expiresAt, zone),
    expiresPhrase: '',
    understoodAt: '',
    permission: sharing.permission,
    people: sharing.userIds,
    addPeople: '',
    groups: sharing.groupIds,
    zone,
    memoryId: undefined,
    submissionId: '',
    baseVersion: '',
    next: undefined,
    ...hidden,
  };
}
