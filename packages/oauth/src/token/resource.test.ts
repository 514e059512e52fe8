import { describe, expect, it } from 'vitest';
import { isSameResource } from './resource.js';

describe('a resource identifier', () => {
  it.each([
    ['https://picard.example/mcp', 'https://picard.example/mcp'],
    ['https://picard.example', 'https://picard.example/'],
    ['HTTPS://Picard.Example/mcp', 'https://picard.example/mcp'],
    ['https://picard.example:443/mcp', 'https://picard.example/mcp'],
    ['urn:picard', 'urn:picard'],
  ])('%s is the same as %s', (one, other) => {
    expect(isSameResource(one, other)).toBe(true);
    expect(isSameResource(other, one)).toBe(true);
  });

  it.each([
    'https://picard.example',
    'https://picard.example/mcp/',
    'https://picard.example/MCP',
    'https://picard.example/mcp?x=1',
    'https://picard.example/mcp#part',
    'https://picard.example/mcp.evil.example',
    'https://picard.example.evil.example/mcp',
    'https://picard.example@evil.example/mcp',
    'http://picard.example/mcp',
    'mcp',
    '',
  ])('%s is not the same as https://picard.example/mcp', (other) => {
    expect(isSameResource('https://picard.example/mcp', other)).toBe(false);
  });
});
