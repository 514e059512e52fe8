import { describe, expect, it } from 'vitest';
import { dayBefore, dayOf, endOfDay, isDay, startOfDay } from './day-range.js';

describe('a day in a time zone', () => {
  it.each([
    ['2030-01-31', 'UTC', '2030-01-31T00:00:00.000Z', '2030-02-01T00:00:00.000Z'],
    ['2030-07-01', 'Europe/Berlin', '2030-06-30T22:00:00.000Z', '2030-07-01T22:00:00.000Z'],
    ['2030-01-31', 'Asia/Kolkata', '2030-01-30T18:30:00.000Z', '2030-01-31T18:30:00.000Z'],
    // 23 hours, and 25.
    ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z'],
    ['2026-10-25', 'Europe/Berlin', '2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z'],
  ])('%s in %s lasts from %s to %s', (day, zone, start, end) => {
    expect(startOfDay(day, zone)).toBe(start);
    expect(endOfDay(day, zone)).toBe(end);
    expect(dayOf(start, zone)).toBe(day);
    expect(dayBefore(end, zone)).toBe(day);
  });

  it('begins at one o’clock where midnight is left out', () => {
    expect(startOfDay('2024-04-26', 'Africa/Cairo')).toBe('2024-04-25T22:00:00.000Z');
    expect(dayOf(startOfDay('2024-04-26', 'Africa/Cairo'), 'Africa/Cairo')).toBe('2024-04-26');
  });

  it.each(['2030-02-30', '2030-1-1', '30.01.2030', '', 'tomorrow', '12030-01-01'])(
    'is not %j',
    (text) => {
      expect(isDay(text)).toBe(false);
    },
  );
});
