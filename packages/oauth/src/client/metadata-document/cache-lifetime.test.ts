import { describe, expect, it } from 'vitest';
import { cacheLifetime } from './cache-lifetime.js';

const now = new Date('2030-01-01T00:00:00Z');
const minutes = 60;
const hours = 3600;

describe('how long a metadata document is kept', () => {
  it.each([
    ['what max-age says', { 'cache-control': 'public, max-age=3600' }, 1 * hours],
    [
      'what s-maxage says before it',
      { 'cache-control': 'max-age=600, S-MaxAge="7200"' },
      2 * hours,
    ],
    ['less what it is old already', { 'cache-control': 'max-age=7200', age: '3600' }, 1 * hours],
    ['what Expires says', { expires: 'Tue, 01 Jan 2030 02:00:00 GMT' }, 2 * hours],
    [
      'what Expires says beside the Date of the answer',
      { expires: 'Tue, 01 Jan 2030 02:00:00 GMT', date: 'Tue, 01 Jan 2030 01:00:00 GMT' },
      1 * hours,
    ],
    [
      'what max-age says where Expires differs',
      { 'cache-control': 'max-age=3600', expires: 'Thu, 01 Jan 1970 00:00:00 GMT' },
      1 * hours,
    ],
    ['five minutes where nothing is said', {}, 5 * minutes],
    ['five minutes at least', { 'cache-control': 'max-age=1' }, 5 * minutes],
    ['five minutes though nothing be kept', { 'cache-control': 'no-store, max-age=9999' }, 300],
    ['five minutes though it be asked again', { 'cache-control': 'no-cache' }, 5 * minutes],
    ['five minutes where it makes no sense', { 'cache-control': 'max-age=soon' }, 5 * minutes],
    ['five minutes where Expires makes no sense', { expires: '0' }, 5 * minutes],
    ['a day at most', { 'cache-control': 'max-age=31536000' }, 24 * hours],
    [
      'a day though the number be absurd',
      { 'cache-control': `max-age=${'9'.repeat(400)}` },
      86_400,
    ],
  ])('is %s', (_, headers, seconds) => expect(cacheLifetime(headers, now)).toBe(seconds));
});
