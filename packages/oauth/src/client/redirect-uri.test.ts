import { describe, expect, it } from 'vitest';
import { isRegisteredRedirectUri, redirectUriFault } from './redirect-uri.js';

describe('redirect URIs that may be registered', () => {
  it.each([
    'https://app.example/callback',
    'https://app.example:8443/callback?tenant=1&next=%2Fhome',
    'https://APP.example/callback',
    'https://xn--bcher-kva.example/callback',
    'https://[2001:db8::1]/callback',
    'http://127.0.0.1/callback',
    'http://127.0.0.1:53682/',
    'http://127.0.0.1:3000',
    'http://[::1]:8080/callback',
    'http://localhost:6274/oauth/callback',
    'http://localhost',
    'cursor://anysphere.cursor-retrieval/oauth/callback',
    'vscode://vscode.github-authentication/did-authenticate',
    'com.example.app:/callback',
    'com.example.app:/cb?a=b',
    'chrome-extension://abcdefgh/callback.html',
  ])('%s is taken as a redirect URI', (uri) => {
    expect(redirectUriFault(uri)).toBeUndefined();
  });
});

describe('redirect URIs that are refused', () => {
  it.each([
    'javascript:alert(1)',
    'JavaScript:/alert(1)',
    'javascript://app.example/%0Aalert(1)',
    'data:text/html,<script>',
    'data:/text',
    'blob:https://app.example/1',
    'file:///etc/passwd',
    'vbscript:/x',
    'about:blank',
    'about:/blank',
    'filesystem:/x',
    'view-source:https://app.example/',
    'ws://app.example/',
    'urn:ietf:wg:oauth:2.0:oob',
    'intent://scan/',
  ])('%s has a scheme that no application answers to', (uri) => {
    expect(redirectUriFault(uri)).toBeDefined();
  });

  it.each([
    'http://app.example/callback',
    'http://127.0.0.2/callback',
    'http://0.0.0.0/callback',
    'http://192.168.1.5/callback',
    'http://localhost.evil.example/callback',
    'http://localhost./callback',
    'http://127.0.0.1.evil.example/',
    'http://evil.example/?http://localhost/',
  ])('%s is http on a host that is not loopback', (uri) => {
    expect(redirectUriFault(uri)).toContain('must use https');
  });

  it.each([
    'http://127.1/callback',
    'http://0x7f000001/callback',
    'http://2130706433/callback',
    'http://[0:0:0:0:0:0:0:1]/callback',
    'http://loc%61lhost/callback',
    'http://127.0.0.1:/callback',
    'http:localhost/callback',
    'http:/localhost/callback',
    'https:///app.example/callback',
    'https:app.example',
    'https://ex%61mple.com/callback',
    'https://app.example:443:80/callback',
  ])('%s does not name its host plainly', (uri) => {
    expect(redirectUriFault(uri)).toBeDefined();
  });

  it.each([
    ['https://app.example/callback#token', 'fragment'],
    ['https://app.example/callback#', 'fragment'],
    ['https://*.example/callback', 'wildcard'],
    ['https://app.example/*', 'wildcard'],
    ['https://user@app.example/callback', 'user name'],
    ['https://user:pw@app.example/callback', 'user name'],
    ['http://localhost@evil.example/callback', 'user name'],
    ['https://@app.example/callback', 'user name'],
    ['cursor://user@host/callback', 'user name'],
    ['https://app.example/a/../callback', 'dot segments'],
    ['https://app.example/a/./callback', 'dot segments'],
    ['https://app.example/..', 'dot segments'],
    ['https://app.example/a/%2e%2E/callback', 'dot segments'],
    ['https://app.example/a/.%2e/callback', 'dot segments'],
    ['https://app.example/a%2fb', 'encoded slashes'],
    ['https://app.example/a%5Cb', 'encoded slashes'],
    ['https://app.example/%00', 'control characters'],
    ['https://app.example/?x=%0d%0aset-cookie', 'control characters'],
    ['https://app.example/%zz', '%'],
    ['https://app.example\\@evil.example/', 'characters'],
    ['https:\\\\app.example/', 'characters'],
    ['https://app.example/a b', 'spaces'],
    [' https://app.example/', 'spaces'],
    ['https://app.example/\r\nx', 'spaces'],
    ['https://app.example/\t', 'spaces'],
    ['https://app.example/\0', 'spaces'],
    ['https://аpp.example/', 'ASCII'],
    ['https://app.example/"onload="x', 'characters'],
    ['', 'ASCII'],
    ['/callback', 'absolute'],
    ['//app.example/callback', 'absolute'],
    ['app.example/callback', 'absolute'],
    ['https://127.0.0.1:99999/', 'absolute'],
    ['cursor:callback', 'after its scheme'],
    ['feed:javascript:alert(1)', 'after its scheme'],
    ['com.example.app:', 'after its scheme'],
    ['com.example.app:/', 'after its scheme'],
    [`https://app.example/${'a'.repeat(2048)}`, '2048'],
  ])('%j is refused for its %s', (uri, words) => {
    expect(redirectUriFault(uri)).toContain(words);
  });
});

describe('matching a redirect URI with those registered', () => {
  const registered = [
    'https://app.example/callback',
    'http://127.0.0.1/callback',
    'http://localhost:3000/callback?x=1',
    'http://[::1]:1/',
    'https://localhost:8443/callback',
    'cursor://app/callback',
  ];

  it.each([
    ...registered,
    'http://127.0.0.1:53682/callback',
    'http://127.0.0.1:80/callback',
    'http://localhost:4711/callback?x=1',
    'http://localhost/callback?x=1',
    'http://[::1]:65535/',
    'http://[::1]/',
  ])('%s is one of them, whatever its port on loopback', (uri) => {
    expect(isRegisteredRedirectUri(uri, registered)).toBe(true);
  });

  it.each([
    'https://app.example/callback/',
    'https://app.example/callback?x=1',
    'https://app.example/Callback',
    'https://APP.example/callback',
    'https://app.example:443/callback',
    'https://app.example:8443/callback',
    'https://app.example/callback#',
    'https://app.example/x/../callback',
    'https://app.example/callbac%6b',
    'https://sub.app.example/callback',
    'http://app.example/callback',
    'https://localhost:9999/callback',
    'http://localhost/callback',
    'http://localhost:3000/callback',
    'http://127.0.0.1:3000/callback?x=1',
    'http://127.0.0.1:3000/other',
    'http://127.0.0.1:99999/callback',
    'http://127.0.0.1:3000:4000/callback',
    'http://127.0.0.1:/callback',
    'http://127.0.0.1:80@evil.example/callback',
    'http://127.0.0.1.evil.example/callback',
    'http://127.0.0.2/callback',
    'http://[::1]:1',
    'cursor://app:1/callback',
    '',
  ])('%s is none of them', (uri) => {
    expect(isRegisteredRedirectUri(uri, registered)).toBe(false);
  });
});
