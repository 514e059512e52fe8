import { expect, it } from 'vitest';
import { ownPath } from './own-path.js';

it.each([
  ['/', '/'],
  ['/search?q=a%20b&q=c#top', '/search?q=a%20b&q=c#top'],
  ['/a/../settings', '/settings'],
])('keeps %j, which is of this application', (text, path) => {
  expect(ownPath(text)).toBe(path);
});

it.each([
  undefined,
  '',
  'settings',
  'https://evil.example/',
  'javascript:alert(1)',
  '//evil.example/',
  '///evil.example/',
  '/\\evil.example/',
  '\\/evil.example/',
  '/\t/evil.example/',
  '/\n/evil.example/',
  '/.//evil.example/',
  '/a/..//evil.example/',
  '//',
  '//user@evil.example:80/',
])('refuses %j, which leads elsewhere or nowhere', (text) => {
  expect(ownPath(text)).toBeUndefined();
});
