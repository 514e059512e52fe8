import { isUuid } from '../ids.js';
import { invalidField } from '../invalid-input.js';
import type { ActivityEntry } from '../ports/activity-store.js';

type Place = Pick<ActivityEntry, 'at' | 'id'>;

/** An opaque mark of where a page ended. */
export function encodeActivityCursor({ at, id }: Place): string {
  return Buffer.from(`${at.getTime()} ${id}`).toString('base64url');
}

/** @throws PicardError `invalid_input` for what is no cursor of this server. */
export function decodeActivityCursor(cursor: string): Place {
  const text = Buffer.from(cursor, 'base64url').toString();
  const [, time = '', id] = /^(\d{1,15}) (\S+)$/.exec(text) ?? [];
  const at = new Date(Number(time));
  if (!isUuid(id) || Number.isNaN(at.getTime())) {
    throw invalidField('cursor', 'is not a valid cursor');
  }
  return { at, id };
}
