import { newId, type UserId } from '@picard-mcp/core';
import { describe, expect, it } from 'vitest';
import { collectionFilter, collectionUri, memoryUri, parseResourceUri } from './resource-uri.js';

const id = newId<UserId>();

describe('resource URIs', () => {
  it('name a memory', () => {
    expect(parseResourceUri(memoryUri(id))).toEqual({ kind: 'memory', memoryId: id });
  });

  it('name a collection, and carry its filter there and back', () => {
    const uri = collectionUri(id, {
      permission: 'shared',
      tag: ['a&b', 'ünï cödé'],
      limit: '7',
      cursor: 'x=',
    });
    const reference = parseResourceUri(uri);
    expect(reference).toMatchObject({ kind: 'collection', userId: id });
    const query = reference?.kind === 'collection' ? reference.query : new URLSearchParams();
    expect(collectionFilter(query)).toEqual({
      permission: 'shared',
      tags: ['a&b', 'ünï cödé'],
      limit: 7,
      cursor: 'x=',
    });
  });

  it('are read in any case of scheme and id, as RFC 3986 and RFC 9562 want', () => {
    const uri = `MEMORIES://${id.toUpperCase()}`;
    expect(parseResourceUri(uri)).toEqual({ kind: 'memory', memoryId: id });
  });

  it.each([
    '',
    'memories://',
    'memories://not-a-uuid',
    `memories:/${id}`,
    `memories://${id}/`,
    `memories://${id}/../${id}`,
    `memories://${id}?x=1`,
    `memories://${id}#x`,
    `memories://user@${id}`,
    `users://${id}`,
    `users://${id}/memories/`,
    `users://${id}/groups`,
    `users://%6d${id.slice(3)}/memories`,
    `users://${id}/memories#x`,
    `file:///etc/passwd`,
    ` memories://${id}`,
    `memories://${id}\n`,
  ])('name nothing in the form of %j', (uri) => {
    expect(parseResourceUri(uri)).toBeUndefined();
  });
});

describe('the filter of a collection', () => {
  it.each([
    ['permission=secret', 'permission'],
    ['limit=ten', 'limit'],
    ['limit=1e2', 'limit'],
    ['limit=-1', 'limit'],
    ['limit=', 'limit'],
    ['limit=1&limit=2', 'limit'],
    ['owner=me', 'owner'],
    ['__proto__=x', '__proto__'],
  ])('refuses %s by the name of the parameter', (query, field) => {
    expect(() => collectionFilter(new URLSearchParams(query))).toThrow(
      expect.objectContaining({
        code: 'invalid_input',
        details: expect.objectContaining({ field }),
      }),
    );
  });
});
