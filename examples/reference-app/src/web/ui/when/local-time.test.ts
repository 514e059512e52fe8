import { expect, it } from 'vitest';
import { fromLocal, toLocal } from './local-time.js';

const at = (iso: string) => ({ at: new Date(iso) });

it.each([
  ['2027-01-15T08:30', 'Europe/Berlin', '2027-01-15T07:30:00Z'],
  ['2027-07-15T08:30', 'Europe/Berlin', '2027-07-15T06:30:00Z'],
  ['2027-07-15T08:30', 'Asia/Kolkata', '2027-07-15T03:00:00Z'],
  ['2027-07-15T08:30', 'Asia/Kathmandu', '2027-07-15T02:45:00Z'],
  ['2027-07-15T08:30', 'Australia/Lord_Howe', '2027-07-14T22:00:00Z'],
  ['2027-01-15T00:00', 'Pacific/Kiritimati', '2027-01-14T10:00:00Z'],
  ['2027-01-15T23:59:30', 'UTC', '2027-01-15T23:59:30Z'],
])('reads %s by the clocks of %s', (typed, zone, iso) => {
  expect(fromLocal(typed, zone)).toEqual(at(iso));
});

it.each([
  ['2027-03-28T02:00', 'Europe/Berlin', '2027-03-28T01:00:00Z'],
  ['2027-03-28T02:59', 'Europe/Berlin', '2027-03-28T01:00:00Z'],
  ['2027-03-14T02:30', 'America/New_York', '2027-03-14T07:00:00Z'],
  ['2027-10-03T02:15', 'Australia/Lord_Howe', '2027-10-02T15:30:00Z'],
  // Samoa left out a whole day.
  ['2011-12-30T12:00', 'Pacific/Apia', '2011-12-30T10:00:00Z'],
])('says of %s in %s that the clocks skip it, and when they go on', (typed, zone, next) => {
  expect(fromLocal(typed, zone)).toEqual({ problem: 'skipped', next: new Date(next) });
});

it.each([
  ['2027-10-31T02:30', 'Europe/Berlin', '2027-10-31T01:30:00Z'],
  ['2027-11-07T01:30', 'America/New_York', '2027-11-07T06:30:00Z'],
  ['2027-04-04T01:45', 'Australia/Lord_Howe', '2027-04-03T15:15:00Z'],
])('takes the later one of a time that %s in %s comes twice', (typed, zone, iso) => {
  expect(fromLocal(typed, zone)).toEqual(at(iso));
});

it.each([
  '',
  'tomorrow',
  '2027-02-30T08:00',
  '2027-01-15',
  '2027-01-15T24:30',
  '2027-13-01T00:00',
  '27-1-1T0:0',
])('does not take %j for a time', (typed) => {
  expect(fromLocal(typed, 'Europe/Berlin')).toEqual({ problem: 'malformed' });
});

it.each(['Europe/Berlin', 'Asia/Kolkata', 'America/St_Johns', 'Pacific/Chatham'])(
  'shows in %s what it reads again as the same minute',
  (zone) => {
    for (let hour = 0; hour < 24 * 366; hour += 31) {
      const time = new Date(Date.UTC(2027, 0, 1, hour, 15));
      const read = fromLocal(toLocal(time, zone), zone);
      if (!('at' in read)) throw new Error(`${time.toISOString()} was not read`);
      // The hour that comes twice is read as the later one.
      expect([0, 3_600_000]).toContain(read.at.getTime() - time.getTime());
    }
  },
);
