import { expect, it } from 'vitest';
import { readPhrase } from './phrase.js';

const now = new Date('2026-11-04T10:15:30Z');
const inBerlin = { now, zone: 'Europe/Berlin', locale: 'en-GB' };

it.each([
  ['in 30 days', '2026-12-04T10:15:00Z'],
  ['30 days', '2026-12-04T10:15:00Z'],
  ['In 2 hours', '2026-11-04T12:15:00Z'],
  ['in 1 minute', '2026-11-04T10:16:00Z'],
  ['in 10 seconds', '2026-11-04T10:16:00Z'],
  ['in a month', '2026-12-04T10:15:00Z'],
  ['next Friday 5pm', '2026-11-13T16:00:00Z'],
  ['until Friday', '2026-11-06T22:59:00Z'],
  ['tomorrow', '2026-11-05T22:59:00Z'],
  ['tonight', '2026-11-04T22:59:00Z'],
  ['at noon', '2026-11-04T11:00:00Z'],
  ['9am', '2026-11-05T08:00:00Z'],
  ['in 30 days at 9', '2026-12-04T08:00:00Z'],
  ['5 January 2027 at 17:00', '2027-01-05T16:00:00Z'],
  ['2027-01-05', '2027-01-05T22:59:00Z'],
  ['5pm EST tomorrow', '2026-11-05T22:00:00Z'],
  ['end of day', '2026-11-04T22:59:00Z'],
  ['end of the month', '2026-11-30T22:59:00Z'],
  ['the end of next week', '2026-11-15T22:59:00Z'],
  ['by end of year', '2026-12-31T22:59:00Z'],
  ['EOM', '2026-11-30T22:59:00Z'],
  ['end of March', '2027-03-31T21:59:00Z'],
  ['end of Dec 2028', '2028-12-31T22:59:00Z'],
  ['end of 2030', '2030-12-31T22:59:00Z'],
])('understands %j', (phrase, iso) => {
  expect(readPhrase(phrase, inBerlin)).toEqual({ at: new Date(iso) });
});

it.each(['never', ' Never ', 'no expiry', 'forever'])('understands %j as never', (phrase) => {
  expect(readPhrase(phrase, inBerlin)).toEqual({ never: true });
});

it.each([
  ...['', 'soon', 'xyz', 'in 30 days and never', 'Monday to Friday', '31 February 2027'],
  ...['when pigs fly', '2 weeks from tomorrow', 'the end of days', '25:99', 'x'.repeat(10_000)],
])('does not understand %j', (phrase) => {
  expect(readPhrase(phrase, inBerlin)).toEqual({ problem: 'not_understood' });
});

it.each(['yesterday', '3 days ago', '1 January 2020', 'end of 2020'])(
  'tells that %j has passed',
  (phrase) => {
    expect(readPhrase(phrase, inBerlin)).toEqual({ problem: 'past' });
  },
);

it.each(['in 99999 years', 'in 9000 years'])('tells that %j is too far away', (phrase) => {
  expect(readPhrase(phrase, inBerlin)).toEqual({ problem: 'too_far' });
});

it('reads numbers of dates as the visitor writes them', () => {
  expect(readPhrase('05/01/2027', inBerlin)).toEqual({ at: new Date('2027-01-05T22:59:00Z') });
  expect(readPhrase('05/01/2027', { ...inBerlin, locale: 'en-US' })).toEqual({
    at: new Date('2027-05-01T21:59:00Z'),
  });
});

it('keeps the time of day over a change of the clocks, and counts hours as they pass', () => {
  const saturday = { ...inBerlin, now: new Date('2027-03-27T20:00:00Z') };
  expect(readPhrase('in 1 day', saturday)).toEqual({ at: new Date('2027-03-28T19:00:00Z') });
  expect(readPhrase('in 24 hours', saturday)).toEqual({ at: new Date('2027-03-28T20:00:00Z') });
});

it.each([
  ['Asia/Kolkata', '2026-11-05T18:29:00Z'],
  ['Pacific/Kiritimati', '2026-11-06T09:59:00Z'],
  ['America/St_Johns', '2026-11-06T03:29:00Z'],
])('knows which day it is in %s', (zone, iso) => {
  expect(readPhrase('tomorrow', { ...inBerlin, zone })).toEqual({ at: new Date(iso) });
});
