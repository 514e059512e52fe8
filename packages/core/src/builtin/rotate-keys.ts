import { PicardError } from '../errors.js';
import type { UserId } from '../ids.js';
import type { DataKeyStore, WrappedDataKey } from '../ports/data-key-store.js';
import { rewrapKey } from './envelope/wrapped-key.js';
import type { KeyRing } from './key-ring.js';

export interface RotateKeysOptions {
  /** The ring whose first key shall wrap every data key, and which still holds the older ones. */
  readonly keys: KeyRing;
  readonly dataKeys: DataKeyStore;
  /** Called after every step with the number of keys rewrapped so far. */
  readonly onProgress?: (progress: { readonly rewrapped: number }) => void;
  readonly signal?: AbortSignal;
}

/** Few at a time, so that the connections stay free for those who are being served. */
const stepSize = 10;

/**
 * Rewraps every data key by the ring's current key. No text is touched and no data key changes, so
 * that reading and writing go on meanwhile. Every instance must know the current key beforehand.
 *
 * Each key is replaced on its own and only if nobody else replaced it: the work can be stopped at any
 * point, begun again, and done by several processes at once. It ends when one look at the store finds
 * nothing left; an older key may then leave the ring.
 *
 * @throws PicardError `internal` when some keys cannot be unwrapped, after all the others were
 *   rewrapped; its cause holds one error for each. `cancelled` when the signal fires.
 */
export async function rotateKeys(
  options: RotateKeysOptions,
): Promise<{ readonly rewrapped: number }> {
  const { keys, dataKeys, onProgress, signal } = options;
  const failures = new Map<UserId, PicardError>();
  let rewrapped = 0;

  async function rewrap(from: WrappedDataKey): Promise<void> {
    let to: WrappedDataKey;
    try {
      to = rewrapKey(keys, from);
    } catch (error) {
      if (!(error instanceof PicardError)) throw error;
      failures.set(from.ownerId, error);
      return;
    }
    if (await dataKeys.replace(from, to)) rewrapped += 1;
  }

  async function pass(): Promise<void> {
    let after: UserId | undefined;
    for (;;) {
      if (signal?.aborted) throw new PicardError('cancelled', 'the rotation was stopped');
      const found = await dataKeys.listOutdated({
        currentKeyId: keys.current.id,
        after,
        limit: stepSize,
      });
      if (found.length === 0) return;
      await Promise.all(found.map(rewrap));
      after = found.at(-1)?.ownerId;
      onProgress?.({ rewrapped });
    }
  }

  // An instance that does not yet have the new ring may add keys behind the first pass.
  let before: number;
  do {
    before = rewrapped;
    failures.clear();
    await pass();
  } while (rewrapped > before);

  if (failures.size > 0) {
    throw new PicardError('internal', `${failures.size} data keys could not be rewrapped`, {
      cause: new AggregateError([...failures.values()].map((error) => error.cause)),
    });
  }
  return { rewrapped };
}
