import { type MemoryId, newId, type UserId } from '@picard-mcp/core';
import type { MemoryChanged } from '@picard-mcp/core/ports';
import { describe, expect, it } from 'vitest';
import { collectionUri, memoryUri } from './resource-uri.js';
import { createSubscribedUris, maxSubscriptions } from './subscribed-uris.js';

const ownerId = newId<UserId>();
const memoryId = newId<MemoryId>();
const change: MemoryChanged = { kind: 'updated', ownerId, memoryId };

describe('subscribed URIs', () => {
  it('are announced when they are about the changed memory or its owner', () => {
    const uris = createSubscribedUris();
    const collection = collectionUri(ownerId);
    const filtered = collectionUri(ownerId, { tag: 'travel' });
    for (const uri of [memoryUri(memoryId), collection, filtered, memoryUri(newId())])
      uris.add(uri);
    uris.add(collectionUri(newId()));
    expect(uris.about(change)).toEqual([memoryUri(memoryId), collection, filtered]);
  });

  it('are announced once, as they were written, and no more after their removal', () => {
    const uris = createSubscribedUris();
    const shouted = memoryUri(memoryId).toUpperCase();
    uris.add(shouted);
    uris.add(shouted);
    expect(uris.about(change)).toEqual([shouted]);
    uris.remove(shouted);
    expect(uris.about(change)).toEqual([]);
  });

  it('do not take what is no resource', () => {
    expect(createSubscribedUris().add('file:///etc/passwd')).toBe(false);
  });

  it('are limited in number, and a removed one makes room', () => {
    const uris = createSubscribedUris();
    const some = Array.from({ length: maxSubscriptions }, () => memoryUri(newId()));
    expect(some.every((uri) => uris.add(uri))).toBe(true);
    expect(uris.add(memoryUri(memoryId))).toBe(false);
    uris.remove(memoryUri(newId()));
    expect(uris.add(memoryUri(memoryId))).toBe(false);
    uris.remove(some[0] ?? '');
    expect(uris.add(memoryUri(memoryId))).toBe(true);
  });
});
