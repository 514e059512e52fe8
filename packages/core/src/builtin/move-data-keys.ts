import { randomBytes } from 'node:crypto';
import { PicardError } from '../errors.js';
import { newId, type UserId } from '../ids.js';
import type { DataKeyStore, WrappedDataKey } from '../ports/data-key-store.js';

export interface MoveDataKeysOptions {
  readonly from: DataKeyStore;
  readonly to: DataKeyStore;
  /** Called after every step with the number of keys moved so far. */
  readonly onProgress?: (progress: { readonly moved: number }) => void;
}

const stepSize = 100;
/** Names no key of a ring: every key is wrapped by another one. */
const noKeyId = '';

/**
 * Moves every data key from one store to another. A key leaves the first store only when the second one
 * stores it, so that the move can be stopped at any point and restarted. There must be no writes meanwhile: an
 * instance that looks in one store alone would make a second key for a user.
 *
 * @throws PicardError `conflict` if a user has another key in the second store, for which nothing was
 *   changed; or when the two stores are one.
 */
export async function moveDataKeys(options: MoveDataKeysOptions): Promise<{ moved: number }> {
  const { from, to, onProgress } = options;
  await assertDifferent(from, to);
  let moved = 0;
  let after: UserId | undefined;
  for (;;) {
    const page = await from.listOutdated({ currentKeyId: noKeyId, after, limit: stepSize });
    if (page.length === 0) return { moved };
    for (const key of page) {
      const stored = await to.insertIfAbsent(key);
      if (!isSame(stored, key)) {
        throw new PicardError(
          'conflict',
          `User ${key.ownerId} has another data key in the other store already: texts were written there before the keys were moved.`,
        );
      }
      await from.remove(key.ownerId);
      moved += 1;
    }
    after = page.at(-1)?.ownerId;
    onProgress?.({ moved });
  }
}

/** Two addresses may lead to one store, where moving a key would be the end of it. */
async function assertDifferent(from: DataKeyStore, to: DataKeyStore): Promise<void> {
  const ownerId = newId<UserId>();
  await to.insertIfAbsent({ ownerId, keyId: 'probe', wrapped: randomBytes(16) });
  const seen = await from.find([ownerId]);
  await to.remove(ownerId);
  if (seen.length > 0) {
    throw new PicardError('conflict', 'The source and the target store of the keys are the same.');
  }
}

function isSame(left: WrappedDataKey, right: WrappedDataKey): boolean {
  return left.keyId === right.keyId && Buffer.compare(left.wrapped, right.wrapped) === 0;
}
