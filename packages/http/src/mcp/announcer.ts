import type { UserId } from '@picard-mcp/core';
import type { MemoryChanged } from '@picard-mcp/core/ports';
import type { SubscribedUris } from './subscribed-uris.js';

/** Maximum number of notifications that wait for a client that does not read. */
export const maxUnread = 2_000;

export interface AnnouncerOptions {
  readonly userId: UserId;
  readonly uris: SubscribedUris;
  /** Notifies the client that a resource has changed; without a URI, that its list of resources has. */
  readonly send: (uri?: string) => void;
  /** Called when the client has left more than `maxUnread` announcements unread: its stream has to end. */
  readonly overflow: () => void;
}

/** Converts changes that a user may see to notifications of the resources that the user's client has subscribed to. */
export interface Announcer {
  receive(change: MemoryChanged): void;
  /** Must be called when the client has read a notification. */
  read(): void;
}

/** Changes that come together, such as those of a batch, make one announcement of each resource. */
export function createAnnouncer({ userId, uris, send, overflow }: AnnouncerOptions): Announcer {
  const due = new Set<string | undefined>();
  let unread = 0;

  function announce(): void {
    for (const uri of due) send(uri);
    unread += due.size;
    due.clear();
    if (unread > maxUnread) overflow();
  }

  return {
    receive(change) {
      const isFirst = due.size === 0;
      for (const uri of uris.about(change)) due.add(uri);
      if (changesListOf(userId, change)) due.add(undefined);
      if (isFirst && due.size > 0) setImmediate(announce);
    },
    read() {
      if (unread > 0) unread -= 1;
    },
  };
}

/** `resources/list` shows a user's own memories, so that only these change it, by coming and going. */
function changesListOf(userId: UserId, change: MemoryChanged): boolean {
  return change.ownerId === userId && change.kind !== 'updated';
}
