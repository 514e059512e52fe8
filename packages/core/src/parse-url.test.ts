import { describe, expect, it } from 'vitest';
import { parseUrl } from './parse-url.js';

describe('reading a URL', () => {
  it('gives the URL, and nothing for a text that is none', () => {
    expect(parseUrl('https://app.example/callback')?.pathname).toBe('/callback');
    expect(parseUrl('app.example')).toBeUndefined();
    expect(parseUrl('')).toBeUndefined();
  });

  it('knows an address with an umlaut however often it was asked', () => {
    const read = () => parseUrl('https://münchen.example/app')?.host;
    const answers = new Set(Array.from({ length: 20_000 }, read));
    expect([...answers]).toEqual(['xn--mnchen-3ya.example']);
  });
});
