import { en, type ParsedResult } from 'chrono-node';
import { DateTime } from 'luxon';
import { endOfPeriod } from './end-of-period.js';

/** What a phrase for a time comes to. */
export type PhraseMeaning =
  | { readonly at: Date }
  /** "never", "no end" */
  | { readonly never: true }
  | { readonly problem: 'not_understood' | 'past' | 'too_far' };

export interface PhraseReader {
  /** When it is read: "in 30 days" counts from here. */
  readonly now: Date;
  /** IANA name of the zone whose clocks are meant. */
  readonly zone: string;
  /** BCP 47: in American English the month comes first in 3/4/2027. */
  readonly locale: string;
}

const fillers = /\b(?:until|till|by|on|at|from|the|it|expires?|expiring|ends?|keep)\b|[\s,.!]/gi;
const nevers = /^(?:never|no|none|no end|no expiry|for ?ever|always)$/i;
const longest = 200;

/**
 * Understands an English phrase for a time in the future, such as "in 30 days", "next Friday 5pm" or "end of year".
 * A day without a time means the end of that day; "in … days" (weeks, months, years) keeps the present time of day,
 * also over a change of the clocks. A phrase of which only a part can be understood is not understood.
 */
export function readPhrase(phrase: string, reader: PhraseReader): PhraseMeaning {
  const trimmed = phrase.trim().replace(/\s+/g, ' ');
  if (trimmed.length > longest) return { problem: 'not_understood' };
  if (nevers.test(trimmed)) return { never: true };
  const now = DateTime.fromJSDate(reader.now, { zone: reader.zone });
  const meant = endOfPeriod(trimmed, now) ?? freeForm(trimmed, now, reader.locale);
  if (meant === undefined || !meant.isValid) return { problem: 'not_understood' };
  if (meant <= now) return { problem: 'past' };
  if (meant.year > 9998) return { problem: 'too_far' };
  const minute = meant.startOf('minute');
  return { at: (minute > now ? minute : minute.plus({ minutes: 1 })).toJSDate() };
}

function freeForm(phrase: string, now: DateTime, locale: string): DateTime | undefined {
  const parser = locale === 'en-US' ? en.casual : en.GB;
  const reference = { instant: now.toJSDate(), timezone: now.offset };
  const results = parser.parse(phrase, reference, { forwardDate: true });
  const [result] = results;
  if (result === undefined || results.length > 1 || result.end) return undefined;
  const rest = phrase.slice(0, result.index) + phrase.slice(result.index + result.text.length);
  if (rest.replace(fillers, '') !== '') return undefined;
  return timeOf(result, now);
}

function timeOf({ start }: ParsedResult, now: DateTime): DateTime {
  const { zone } = now;
  // Hours and minutes from now, and times with a zone of their own, are points in time rather than of the clock.
  if (start.isCertain('timezoneOffset')) return DateTime.fromJSDate(start.date(), { zone });
  const part = (name: 'year' | 'month' | 'day' | 'hour' | 'minute') => start.get(name) ?? undefined;
  const [year, month, day] = [part('year'), part('month'), part('day')];
  if (year === undefined || year > 9999) return now.set({ year: 9999 });
  const date = DateTime.fromObject({ year, month, day }, { zone });
  const isRelative = start.tags().has('result/relativeDate');
  if (!start.isCertain('hour') && !isRelative) return date.endOf('day');
  const time = date.set({ hour: part('hour'), minute: part('minute') });
  const isTimeAlone = !start.isCertain('day') && !start.isCertain('weekday') && !isRelative;
  return isTimeAlone && time <= now ? time.plus({ days: 1 }) : time;
}
