import { DateTime } from 'luxon';

/** A day as `<input type="date">` writes it. */
const form = 'yyyy-MM-dd';
const [earliest, latest] = [
  Date.parse('0000-01-01T00:00:00.000Z'),
  Date.parse('9999-12-31T23:59:59.999Z'),
];

/** Whether a text is a day that there is, written `2030-01-31`. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && DateTime.fromFormat(text, form).isValid;
}

/** When a day begins in a time zone; ISO 8601 with `Z`. */
export function startOfDay(day: string, zone: string): string {
  return inUtc(DateTime.fromFormat(day, form, { zone }).startOf('day'));
}

/** When a day is over in a time zone: the first moment of the next. */
export function endOfDay(day: string, zone: string): string {
  return inUtc(DateTime.fromFormat(day, form, { zone }).plus({ days: 1 }).startOf('day'));
}

/** The day in which a moment lies, in a time zone. */
export function dayOf(moment: string, zone: string): string {
  return DateTime.fromISO(moment, { zone }).toFormat(form);
}

/** The last day before a moment: the other way round of `endOfDay`. */
export function dayBefore(moment: string, zone: string): string {
  return DateTime.fromISO(moment, { zone }).minus({ milliseconds: 1 }).toFormat(form);
}

/** The calendar's first and last days are cut where years of four digits begin and end: no server reads others. */
function inUtc(time: DateTime): string {
  const at = Math.min(Math.max(time.toMillis(), earliest), latest);
  return new Date(at).toISOString();
}
