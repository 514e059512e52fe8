import type { MemoryChanged } from '@picard-mcp/core/ports';
import { parseResourceUri } from './resource-uri.js';

/** Maximum number of resources that one stream or session may subscribe to: each change is compared with all of them. */
export const maxSubscriptions = 1_000;

/** The resources that a client has subscribed to, by subject. */
export interface SubscribedUris {
  /** False for a URI of no resource, and when there are too many already. */
  add(uri: string): boolean;
  remove(uri: string): void;
  /** The subscribed URIs whose content a change of this memory may alter. */
  about(change: MemoryChanged): readonly string[];
}

export function createSubscribedUris(): SubscribedUris {
  const uris = new Map<string, Set<string>>();
  let size = 0;
  return {
    add(uri) {
      const subject = subjectOf(uri);
      if (subject === undefined || size >= maxSubscriptions) return false;
      const same = uris.get(subject) ?? new Set();
      if (!same.has(uri)) size += 1;
      uris.set(subject, same.add(uri));
      return true;
    },
    remove(uri) {
      const subject = subjectOf(uri) ?? '';
      const same = uris.get(subject);
      if (!same?.delete(uri)) return;
      size -= 1;
      if (same.size === 0) uris.delete(subject);
    },
    about({ ownerId, memoryId }) {
      return [...(uris.get(`memory ${memoryId}`) ?? []), ...(uris.get(`user ${ownerId}`) ?? [])];
    },
  };
}

/** URIs of one collection that differ in their filters are about the same user's memories. */
function subjectOf(uri: string): string | undefined {
  const reference = parseResourceUri(uri);
  if (!reference) return undefined;
  return reference.kind === 'memory' ? `memory ${reference.memoryId}` : `user ${reference.userId}`;
}
