import { setImmediate } from 'node:timers/promises';
import { type MemoryId, newId, type UserId } from '@picard-mcp/core';
import type { MemoryChanged } from '@picard-mcp/core/ports';
import { describe, expect, it, vi } from 'vitest';
import { createAnnouncer, maxUnread } from './announcer.js';
import { collectionUri, memoryUri } from './resource-uri.js';
import { createSubscribedUris } from './subscribed-uris.js';

const userId = newId<UserId>();

function announcerOf(...subscribed: readonly string[]) {
  const uris = createSubscribedUris();
  for (const uri of subscribed) uris.add(uri);
  const sent: (string | undefined)[] = [];
  const overflow = vi.fn();
  const send = (uri?: string) => sent.push(uri);
  return { sent, overflow, ...createAnnouncer({ userId, uris, send, overflow }) };
}

function change(ownerId: UserId, kind: MemoryChanged['kind'], memoryId = newId<MemoryId>()) {
  return { kind, ownerId, memoryId };
}

describe('an announcer', () => {
  it("announces the list when a user's own memory comes or goes, and for nothing else", async () => {
    const { sent, receive } = announcerOf();
    receive(change(userId, 'updated'));
    receive(change(newId<UserId>(), 'created'));
    await setImmediate();
    expect(sent).toEqual([]);
    receive(change(userId, 'created'));
    await setImmediate();
    receive(change(userId, 'deleted'));
    await setImmediate();
    expect(sent).toEqual([undefined, undefined]);
  });

  it('announces once what changes many times at once', async () => {
    const memoryId = newId<MemoryId>();
    const uris = [memoryUri(memoryId), collectionUri(userId)];
    const { sent, receive } = announcerOf(...uris);
    for (let n = 0; n < 1_000; n += 1) receive(change(userId, 'created'));
    receive(change(userId, 'updated', memoryId));
    await setImmediate();
    expect(sent).toHaveLength(3);
    expect(new Set(sent)).toEqual(new Set([undefined, ...uris]));
  });

  it('gives up on a client that does not read', async () => {
    const { overflow, receive } = announcerOf();
    for (let n = 0; n < maxUnread; n += 1) {
      receive(change(userId, 'created'));
      await setImmediate();
    }
    expect(overflow).not.toHaveBeenCalled();
    receive(change(userId, 'created'));
    await setImmediate();
    expect(overflow).toHaveBeenCalled();
  });

  it('bears with a client that reads', async () => {
    const { overflow, receive, read } = announcerOf();
    for (let n = 0; n < maxUnread + 10; n += 1) {
      receive(change(userId, 'created'));
      await setImmediate();
      read();
    }
    expect(overflow).not.toHaveBeenCalled();
  });
});
