import { PicardError } from '../errors.js';
import type { UserId } from '../ids.js';
import { announcement } from '../memory/announcement.js';
import type { Clock } from '../ports/clock.js';
import type { Logger } from '../ports/logger.js';
import type { Store } from '../ports/store.js';
import type { TextCipher } from '../ports/text-cipher.js';
import type { UserAccess } from '../ports/user-access.js';

export interface EraserContext {
  readonly store: Store;
  readonly cipher: TextCipher;
  /** Absent if there is no authorization server: then the host must end the user's access. */
  readonly access: UserAccess | undefined;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Resolves when the record of activity holds what this instance did so far. */
  readonly flushActivity: () => Promise<void>;
  /** Called when nothing of the user counts any more that is held in memory. */
  readonly onErased: (userId: UserId) => void;
}

export interface Eraser {
  /** Erases a user. @throws PicardError `conflict` for an active superuser; `unavailable`. */
  erase(userId: UserId): Promise<void>;
  /**
   * Finishes what a crash or a fault left unfinished, and removes once more what calls that were under way
   * may have written after an erasure.
   */
  resume(): Promise<void>;
}

/** Memories that are removed at a time. */
const pageSize = 500;
/** For how long after an erasure what was under way is looked for: longer than any call lasts. */
const sweepMs = 10 * 60_000;
const maxResumed = 100;

/**
 * Erases users in an order in which no step can be undone by what is under way, and which is safe to
 * restart at any point: the erasure is recorded; the user's access ends; the data key is
 * destroyed, which makes every text unreadable at once; then everything is removed.
 */
export function createEraser(context: EraserContext): Eraser {
  const { store, cipher, access, clock, logger, flushActivity, onErased } = context;

  async function carryOut(userId: UserId): Promise<void> {
    await store.users.update(userId, { isActive: false });
    await access?.end(userId);
    await remove(userId);
    // Again, now that the key is destroyed: instances that receive it drop the key that they may have
    // read again after the first time.
    await access?.end(userId);
  }

  async function remove(userId: UserId): Promise<void> {
    await store.dataKeys.destroy(userId, clock.now());
    cipher.forgetWhere?.((ownerId) => ownerId === userId);
    onErased(userId);
    for (const expired of [false, true]) await removeMemories(userId, expired);
    await flushActivity();
    await store.erasures.removeUser(userId, clock.now());
  }

  /** In pages, so that no statement takes long and users who could read a memory are notified of its deletion. */
  async function removeMemories(ownerId: UserId, expired: boolean): Promise<void> {
    for (;;) {
      const page = await store.memories.list(
        ownerId,
        { scope: 'own', expired },
        { sort: 'created_at', order: 'asc', limit: pageSize },
        clock.now(),
      );
      if (page.length === 0) return;
      const ids = page.map(({ id }) => id);
      const outcomes = await store.memories.remove(ownerId, ids, { atomic: false });
      store.changes.publish(
        outcomes.flatMap((outcome) =>
          outcome.outcome === 'removed' ? announcement('deleted', outcome) : [],
        ),
      );
    }
  }

  return {
    async erase(userId) {
      const account = await store.users.findById(userId);
      if (account?.isSuperuser && account.isActive) {
        throw new PicardError(
          'conflict',
          'This user is an administrator. Another administrator must revoke that role first.',
        );
      }
      await store.erasures.begin(userId, clock.now());
      await carryOut(userId);
    },
    async resume() {
      const since = new Date(clock.now().getTime() - sweepMs);
      const open = await store.erasures.listOpen({ since, limit: maxResumed });
      for (const { userId, isFinished } of open) {
        try {
          await (isFinished ? remove(userId) : carryOut(userId));
        } catch (err) {
          logger.error(
            { err, user: userId },
            'an erasure could not be finished; it is tried again',
          );
        }
      }
    },
  };
}
