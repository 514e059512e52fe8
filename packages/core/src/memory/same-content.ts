import { isDeepStrictEqual } from 'node:util';
import type { SharedWith } from '../permission/permission.js';
import { labelKey } from './label.js';
import type { Memory } from './memory.js';

/** What a submission says of a memory; absent fields are left to Picard, `null` is none. */
export type GivenContent = {
  readonly [Field in keyof Omit<Memory, 'id'>]?: Memory[Field] | null | undefined;
};

/** What is compared of a memory that is stored, or about to be. */
type Content = Readonly<Partial<Memory>>;

/** Whether a memory holds all that was given. Fields that were not given are not compared. */
export function hasContent(memory: Content, given: GivenContent): boolean {
  return (Object.keys(given) as (keyof GivenContent)[]).every(
    (field) =>
      given[field] === undefined ||
      isDeepStrictEqual(comparable(field, given[field]), comparable(field, memory[field])),
  );
}

function comparable(field: keyof GivenContent, value: unknown): unknown {
  if (field === 'tags') {
    return [...new Set(((value ?? []) as Memory['tags']).map(labelKey))].sort();
  }
  if (field === 'category') return typeof value === 'string' ? labelKey(value) : undefined;
  if (field === 'metadata') return JSON.parse(JSON.stringify(value ?? {}));
  if (field !== 'sharedWith') return value ?? undefined;
  const { userIds, groupIds } = (value ?? { userIds: [], groupIds: [] }) as SharedWith;
  return { userIds: [...userIds].sort(), groupIds: [...groupIds].sort() };
}
