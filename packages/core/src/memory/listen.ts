import type { UserId } from '../ids.js';
import { mayRead, type Viewer } from '../permission/permission.js';
import type { Audience, MemoryChanged } from '../ports/change-feed.js';
import type { Store } from '../ports/store.js';

/** Subscribes to the changes of memories that `userId` may read, or could read before the change. */
export function listenAs(
  store: Pick<Store, 'changes' | 'groups'>,
  userId: UserId,
  listener: (change: MemoryChanged) => void,
): () => void {
  let live = true;
  const stop = store.changes.subscribe((change) => {
    const audiences = [change.before, change.after].flatMap((audience) => audience ?? []);
    const concerns = (viewer: Viewer) =>
      audiences.some((audience) => mayRead({ ownerId: change.ownerId, ...audience }, viewer));
    if (change.ownerId === userId || concerns({ userId, groupIds: new Set() })) {
      listener(change);
    } else if (audiences.some(isSharedWithGroups)) {
      void concernsGroups(concerns).then((yes) => {
        if (yes && live) listener(change);
      });
    }
  });

  /** When the groups cannot be read, nothing is announced: silence is safe. */
  async function concernsGroups(concerns: (viewer: Viewer) => boolean): Promise<boolean> {
    try {
      return concerns({ userId, groupIds: new Set(await store.groups.idsOf(userId)) });
    } catch {
      return false;
    }
  }

  return () => {
    live = false;
    stop();
  };
}

function isSharedWithGroups({ permission, sharedWith }: Audience): boolean {
  return permission === 'shared' && sharedWith.groupIds.length > 0;
}
