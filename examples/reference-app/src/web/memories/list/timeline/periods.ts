import { DateTime } from 'luxon';

export const units = ['week', 'month', 'year'] as const;
export type Unit = (typeof units)[number];

/** A stretch of time and how many memories are of it. */
export interface Period {
  readonly start: DateTime;
  /** First and last day, `YYYY-MM-DD`. */
  readonly from: string;
  readonly to: string;
  readonly count: number;
}

/** Weeks for up to half a year, months for up to five years. */
export function fittingUnit(from: DateTime, to: DateTime): Unit {
  const { months = 0 } = to.diff(from, 'months').toObject();
  if (months <= 6) return 'week';
  return months <= 60 ? 'month' : 'year';
}

/** Counts times by weeks (from Monday), months or years of a time zone, without gaps, the oldest first. */
export function periodsOf(times: readonly string[], unit: Unit, zone: string): readonly Period[] {
  const counts = new Map<string, number>();
  let [first, last]: [DateTime | undefined, DateTime | undefined] = [undefined, undefined];
  for (const time of times) {
    const start = DateTime.fromISO(time, { zone }).startOf(unit);
    const day = dayOf(start);
    counts.set(day, (counts.get(day) ?? 0) + 1);
    if (first === undefined || start < first) first = start;
    if (last === undefined || start > last) last = start;
  }
  const periods: Period[] = [];
  if (first === undefined || last === undefined) return periods;
  for (let start = first; start <= last; start = start.plus({ [`${unit}s`]: 1 }).startOf(unit)) {
    const from = dayOf(start);
    periods.push({ start, from, to: dayOf(start.endOf(unit)), count: counts.get(from) ?? 0 });
  }
  return periods;
}

function dayOf(time: DateTime): string {
  return time.toFormat('yyyy-MM-dd');
}
