import { expect, it } from 'vitest';
import { idempotencyKey } from './idempotency-key.js';

it.each([
  [undefined, undefined],
  ['', ''],
  ['a-key', 'a-key'],
  ['"a-key"', 'a-key'],
  ['"with \\"quotes\\" and \\\\"', 'with "quotes" and \\'],
  ['"open', '"open'],
  ['"a", "b"', '"a", "b"'],
  ['"a\\b"', '"a\\b"'],
])('reads %j as %j', (header, key) => {
  const headers = new Headers(header === undefined ? {} : { 'idempotency-key': header });
  expect(idempotencyKey(headers)).toBe(key);
});
