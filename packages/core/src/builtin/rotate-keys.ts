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
/** The number of passes over the store, to find keys that other instances add or rewrap in the meantime. */
const maxPasses = 10;
const maxReasons = 20;

/**
 * Rewraps every data key by the ring's current key. No text is touched and no data key changes, so
 * that reading and writing go on meanwhile. Every instance must know the current key beforehand.
 *
 * Each key is replaced separately, and only if it has not changed: the rotation can be stopped at any
 * point, begun again, and done by several processes at once. It ends when a look through the store
 * finds nothing left; the older keys may then leave the ring.
 *
 * @throws PicardError `internal` when some keys cannot be unwrapped, after all the others were
 *   rewrapped; its cause contains the reasons. `conflict` if other instances keep wrapping with another key.
 *   `cancelled` when the signal fires.
 */
export async function rotateKeys(options: RotateKeysOptions): Promise<{ rewrapped: number }> {
  let rewrapped = 0;
  for (let count = 0; count < maxPasses; count += 1) {
    const pass = await rotateOnce(options, rewrapped);
    rewrapped += pass.rewrapped;
    if (pass.rewrapped > 0) continue;
    if (pass.failed === 0) return { rewrapped };
    throw new PicardError('internal', `${pass.failed} data keys could not be rewrapped`, {
      cause: new AggregateError(pass.reasons, `${pass.failed} data keys could not be rewrapped`),
    });
  }
  throw new PicardError(
    'conflict',
    'Data keys are being wrapped by another key at the same time: give all instances the same key ring.',
  );
}

interface Pass {
  readonly rewrapped: number;
  readonly failed: number;
  readonly reasons: readonly unknown[];
}

async function rotateOnce(options: RotateKeysOptions, rewrappedBefore: number): Promise<Pass> {
  const { keys, dataKeys, onProgress, signal } = options;
  const reasons: unknown[] = [];
  let rewrapped = 0;
  let failed = 0;

  async function rewrap(from: WrappedDataKey): Promise<void> {
    const to = attempt(() => rewrapKey(keys, from));
    if (to instanceof PicardError) {
      failed += 1;
      if (reasons.length < maxReasons) reasons.push(to.cause);
    } else if (await dataKeys.replace(from, to)) {
      rewrapped += 1;
    }
  }

  let after: UserId | undefined;
  for (;;) {
    if (signal?.aborted) throw new PicardError('cancelled', 'The rotation was stopped.');
    const query = { currentKeyId: keys.current.id, after, limit: stepSize };
    const found = await dataKeys.listOutdated(query);
    if (found.length === 0) return { rewrapped, failed, reasons };
    await Promise.all(found.map(rewrap));
    after = found.at(-1)?.ownerId;
    onProgress?.({ rewrapped: rewrappedBefore + rewrapped });
  }
}

function attempt<Value>(act: () => Value): Value | PicardError {
  try {
    return act();
  } catch (error) {
    if (error instanceof PicardError) return error;
    throw error;
  }
}
