import { expect, it } from 'vitest';
import { parseLifetime } from './lifetime.js';

it.each([
  ['90s', 90],
  ['30m', 1800],
  ['12h', 43_200],
  ['90d', 7_776_000],
])('%s is %i seconds', (text, seconds) => {
  expect(parseLifetime(text)).toBe(seconds);
});

it.each(['', '0s', '-1h', '91d', '3600', '1.5h', '1y', '1h ', '99999999d', 'constructor'])(
  '%j is refused',
  (text) => {
    expect(() => parseLifetime(text)).toThrow('at most 90d');
  },
);
