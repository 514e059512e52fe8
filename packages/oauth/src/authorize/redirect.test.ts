import { describe, expect, it } from 'vitest';
import { OAuthError } from '../http/oauth-error.js';
import { redirectWithCode, redirectWithError } from './redirect.js';

const issuer = 'https://picard.example';

function locationOf(redirectUri: string, state?: string): string {
  const response = redirectWithCode('the-code', { redirectUri, state }, issuer);
  return response.headers.get('location') ?? '';
}

describe('an authorization response', () => {
  it.each([
    ['https://app.example/cb', 'https://app.example/cb?code='],
    ['https://app.example', 'https://app.example?code='],
    [
      'https://app.example/cb?tenant=a%20b&x=%7E',
      'https://app.example/cb?tenant=a%20b&x=%7E&code=',
    ],
    ['https://app.example/cb?', 'https://app.example/cb?code='],
    ['http://LOCALHOST:3000/cb', 'http://LOCALHOST:3000/cb?code='],
    ['com.example.app:/cb', 'com.example.app:/cb?code='],
    ['cursor://anysphere.cursor-retrieval/cb', 'cursor://anysphere.cursor-retrieval/cb?code='],
  ])('to %s leaves the redirect URI as it was registered', (redirectUri, begin) => {
    expect(locationOf(redirectUri)).toBe(`${begin}the-code&iss=https%3A%2F%2Fpicard.example`);
  });

  it.each([
    'plain',
    'a b+c&d=e#f?g',
    'eyJhIjoiYiJ9./+=',
    'Grüße 🖖 你好',
    '\'quotes" <script> \\',
    '%41%2B',
    'line\r\nSet-Cookie: stolen=1\r\n\r\n<html>',
    'x'.repeat(4096),
  ])('gives the state back byte for byte, and no header can be hidden in it (%#)', (state) => {
    const location = locationOf('https://app.example/cb', state);
    expect(location).toMatch(/^[\x21-\x7e]+$/);
    expect(new URL(location).searchParams.getAll('state')).toEqual([state]);
    // Readers that know nothing of `+` get the same.
    const raw = /[?&]state=([^&]*)/.exec(location)?.[1] ?? '';
    expect(decodeURIComponent(raw)).toBe(state);
    expect([...new URL(location).searchParams.keys()]).toEqual(['code', 'state', 'iss']);
  });

  it('of a refusal holds a description of printable ASCII without quotes', () => {
    const error = new OAuthError('invalid_scope', 'No "scope" \\ für\r\nthis');
    const target = { redirectUri: 'https://app.example/cb', state: undefined };
    const { headers } = redirectWithError(error, target, issuer);
    const { searchParams } = new URL(headers.get('location') ?? '');
    expect(searchParams.get('error')).toBe('invalid_scope');
    expect(searchParams.get('error_description')).toMatch(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/);
  });
});
