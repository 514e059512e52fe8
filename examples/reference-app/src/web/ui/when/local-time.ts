import { DateTime } from 'luxon';

/** What somebody typed as a time of their own clocks: `undefined` members of the union say why it is none. */
export type LocalTime =
  | { readonly at: Date }
  /** Not a date and time at all, or one that no calendar has. */
  | { readonly problem: 'malformed' }
  /** The clocks skip it on that day; `next` is the first moment after. */
  | { readonly problem: 'skipped'; readonly next: Date };

const shape = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?$/;

/**
 * Reads the value of a `datetime-local` field as a time in a zone. Where the clocks are put back and show a time twice,
 * it is the later of the two: what is to be kept until then is not lost an hour early.
 */
export function fromLocal(typed: string, zone: string): LocalTime {
  if (!shape.test(typed)) return { problem: 'malformed' };
  const read = DateTime.fromISO(typed, { zone });
  if (!read.isValid) return { problem: 'malformed' };
  // luxon moves a time that does not exist by the length of the gap.
  if (toLocal(read.toJSDate(), zone) !== typed.slice(0, 16)) {
    return { problem: 'skipped', next: endOfGap(read).toJSDate() };
  }
  return { at: (DateTime.max(...read.getPossibleOffsets()) ?? read).toJSDate() };
}

/** A time as a `datetime-local` field shows it in a zone, to the minute. */
export function toLocal(at: Date | string, zone: string): string {
  return DateTime.fromJSDate(new Date(at), { zone }).toFormat("yyyy-MM-dd'T'HH:mm");
}

/** Found by halving: the last instant before the change lies less than a day back. */
function endOfGap(after: DateTime): DateTime {
  let [before, until] = [after.minus({ hours: 24 }).toMillis(), after.toMillis()];
  const { offset, zone } = after;
  while (until - before > 1) {
    const middle = Math.floor((before + until) / 2);
    if (DateTime.fromMillis(middle, { zone }).offset === offset) until = middle;
    else before = middle;
  }
  return DateTime.fromMillis(until, { zone });
}
