import { describe, expect, it } from 'vitest';
import { documentUrlFault } from './document-url.js';

describe('the URL of a metadata document', () => {
  it.each([
    'https://client.example/oauth/client-metadata.json',
    'https://client.example/',
    'https://client.example:8443/client',
    'https://client.example/client?version=2',
    'https://xn--mnchen-3ya.example/client',
    'https://client.example/a%20b/...',
  ])('may be %s', (url) => expect(documentUrlFault(url)).toBeUndefined());

  it.each([
    ['without TLS', 'http://client.example/client', 'https'],
    ['of another scheme', 'ftp://client.example/client', 'https'],
    ['with an upper-case scheme', 'HTTPS://client.example/client', 'https'],
    ['without a host', 'https:///client', 'must'],
    ['that is no URL', 'https://', 'https URL'],
    ['without a path', 'https://client.example', 'path'],
    ['without a path before its query', 'https://client.example?client', 'path'],
    ['with a fragment', 'https://client.example/client#part', 'fragment'],
    ['with an empty fragment', 'https://client.example/client#', 'fragment'],
    ['with a user name', 'https://user@client.example/client', 'user name'],
    ['with a password', 'https://user:pass@client.example/client', 'user name'],
    ['with empty user info', 'https://@client.example/client', 'normal form'],
    ['with a dot segment', 'https://client.example/./client', 'normal form'],
    ['with two dots as a segment', 'https://client.example/a/../client', 'normal form'],
    ['with encoded dots as a segment', 'https://client.example/a/%2e%2E/client', 'normal form'],
    ['with dots at its end', 'https://client.example/a/..', 'normal form'],
    ['with the default port', 'https://client.example:443/client', 'normal form'],
    ['with an upper-case host', 'https://Client.example/client', 'normal form'],
    ['with a backslash', 'https://client.example\\client/', 'normal form'],
    ['with a line break', 'https://client.example/cli\nent', 'normal form'],
    ['with a space at its end', 'https://client.example/client ', 'normal form'],
    ['with an unencoded host', 'https://münchen.example/client', 'normal form'],
    ['with an address in decimal', 'https://2130706433/client', 'normal form'],
    ['with an address in short', 'https://127.1/client', 'normal form'],
    ['that no token can hold', `https://client.example/${'a'.repeat(2048)}`, '2048'],
  ])('%s is refused', (_, url, words) => expect(documentUrlFault(url)).toContain(words));
});
