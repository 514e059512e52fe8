import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { requestPath, requestUrl } from './request-target.js';

const incoming = (url: string, headers: Record<string, string> = { host: 'localhost:8001' }) =>
  ({ url, headers, socket: {} }) as unknown as IncomingMessage;

describe('requestPath', () => {
  it.each([
    ['/mcp', '/mcp'],
    ['/mcp?a=/b#c', '/mcp'],
    ['/a%2Fb', '/a%2Fb'],
    ['http://any.example/mcp?x', '/mcp'],
    ['//evil.example/mcp', '//evil.example/mcp'],
  ])('of %s is %s', (url, path) => expect(requestPath(incoming(url))).toBe(path));

  it.each([
    '*',
    'mcp',
    '',
    '/a/../mcp',
    '/./mcp',
    '/a\\mcp',
    '/%2e%2e/mcp',
    'ftp://x/mcp',
    'http://',
  ])('is none in %j', (url) => expect(requestPath(incoming(url))).toBeUndefined());
});

describe('requestUrl', () => {
  it.each([
    ['localhost:8001', 'http://localhost:8001/mcp?a=1'],
    ['[::1]:8001', 'http://[::1]:8001/mcp?a=1'],
    ['Memory_1.Example', 'http://memory_1.example/mcp?a=1'],
  ])('of a request to %s is %s', (host, url) => {
    expect(requestUrl(incoming('/mcp?a=1', { host }))).toBe(url);
  });

  it.each([
    '',
    'a b',
    'a/b',
    'user@a',
    'a:b',
    'a:99999',
    '[::1',
    'a?b',
    'a#b',
    'a\\b',
    '1.2.3.4.5',
  ])('is refused for the Host %j', (host) => {
    expect(() => requestUrl(incoming('/mcp', { host }))).toThrow(
      expect.objectContaining({ code: 'invalid_input' }),
    );
  });
});
