import { describe, expect, it } from 'vitest';
import { innerAddresses } from './inner-address.js';

describe('the address by which this application reaches the memory server', () => {
  it.each([
    // [public, inner, address, expected]
    [
      'https://picard.example',
      'http://mcp_server:8001',
      'https://picard.example/token',
      'http://mcp_server:8001/token',
    ],
    [
      'https://picard.example',
      'http://mcp_server:8001/',
      'https://picard.example/.well-known/oauth-authorization-server',
      'http://mcp_server:8001/.well-known/oauth-authorization-server',
    ],
    [
      'https://picard.example/memory',
      'http://inner:1',
      'https://picard.example/memory/api/tools?a=https://picard.example/memory',
      'http://inner:1/api/tools?a=https://picard.example/memory',
    ],
    [
      'https://picard.example/memory',
      'http://inner:1/other/base',
      'https://picard.example/memory',
      'http://inner:1/other/base',
    ],
    [
      'https://picard.example/memory',
      'http://inner:1/base',
      'https://picard.example/.well-known/oauth-authorization-server/memory',
      'http://inner:1/base/.well-known/oauth-authorization-server',
    ],
    [
      'http://localhost:8001',
      'http://localhost:8001',
      'http://localhost:8001/token',
      'http://localhost:8001/token',
    ],
    [
      'https://picard.example/memory',
      'https://picard.example/memory',
      'https://picard.example/.well-known/oauth-authorization-server/memory',
      'https://picard.example/.well-known/oauth-authorization-server/memory',
    ],
    [
      'https://Picard.example:443',
      'http://inner:1',
      'https://picard.example/token',
      'http://inner:1/token',
    ],
  ])('of %s at %s: %s is %s', (publicUrl, innerUrl, address, expected) => {
    expect(innerAddresses(publicUrl, innerUrl)(address)).toBe(expected);
  });

  it.each([
    'https://another.example/memory/token',
    'https://picard.example/token',
    'https://picard.example/memory-of-others/token',
    'https://picard.example/memory/%2e%2e/token',
    'https://picard.example/.well-known/oauth-authorization-server/others',
    'https://user@another.example/memory/token',
  ])('is none for %s, which is beside the server', (address) => {
    const innerAddress = innerAddresses('https://picard.example/memory', 'http://inner:1');
    expect(() => innerAddress(address)).toThrow('outside of itself');
  });
});
