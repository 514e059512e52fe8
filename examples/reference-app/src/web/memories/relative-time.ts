import { DateTime } from 'luxon';
import type { Visit } from '../http/visit.js';

/** How far away a time is, in words: "in 3 days", "2 hours ago". */
export function relativeTime(
  { now, zone, locale }: Pick<Visit, 'now' | 'zone' | 'locale'>,
  at: string,
): string {
  const time = DateTime.fromISO(at, { zone, locale });
  return time.toRelative({ base: DateTime.fromJSDate(now, { zone }) }) ?? '';
}
