import { DateTime } from 'luxon';

const units = ['day', 'week', 'month', 'quarter', 'year'] as const;
const lead = String.raw`^(?:(?:at|by|until|till|on)\s+)?(?:the\s+)?`;
const relative = new RegExp(
  String.raw`${lead}end of (?:(?:the|this)\s+)?(next\s+)?(${units.join('|')})$`,
  'i',
);
const short = new RegExp(`${lead}eo([dwmqy])$`, 'i');
const named = new RegExp(`${lead}end of (.+)$`, 'i');
const monthForms = ['LLLL yyyy', 'LLL yyyy', 'LLLL', 'LLL'];

/** The last moment of what "end of …" names: this or the next day, week, month, quarter or year, a month, a year. */
export function endOfPeriod(phrase: string, now: DateTime): DateTime | undefined {
  const [, next, unit] = relative.exec(phrase) ?? [];
  const [, letter] = short.exec(phrase) ?? [];
  const period = units.find(
    (each) => each === unit?.toLowerCase() || each[0] === letter?.toLowerCase(),
  );
  if (period) return now.plus(next ? { [`${period}s`]: 1 } : {}).endOf(period);
  const [, name] = named.exec(phrase) ?? [];
  return name === undefined ? undefined : endOfNamed(name, now);
}

function endOfNamed(name: string, now: DateTime): DateTime | undefined {
  const { zone } = now;
  if (/^\d{4}$/.test(name))
    return DateTime.fromObject({ year: Number(name) }, { zone }).endOf('year');
  for (const form of monthForms) {
    const read = DateTime.fromFormat(name, form, { zone, locale: 'en' });
    if (!read.isValid) continue;
    const end = (form.includes('y') ? read : read.set({ year: now.year })).endOf('month');
    return end <= now && !form.includes('y') ? end.plus({ years: 1 }).endOf('month') : end;
  }
  return undefined;
}
