import type { KeyObject } from 'node:crypto';
import { PicardError } from '../errors.js';
import type { UserId } from '../ids.js';
import { type Clock, systemClock } from '../ports/clock.js';
import type { DataKeyStore } from '../ports/data-key-store.js';
import { type Logger, silentLogger } from '../ports/logger.js';
import type { TextCipher, TextPlace } from '../ports/text-cipher.js';
import { heldDataKeys } from './envelope/data-keys.js';
import { openBox, sealBox } from './envelope/sealed-box.js';
import type { KeyRing } from './key-ring.js';

export interface EnvelopeCipherOptions {
  readonly keys: KeyRing;
  readonly dataKeys: DataKeyStore;
  readonly clock?: Clock;
  readonly logger?: Logger;
}

export interface EnvelopeCipher extends TextCipher {
  /**
   * Lets go of a user's key at once. Call it after the key was removed from the store; without the call
   * the key can still be used for up to 60 seconds, which is what other instances do.
   */
  forget(ownerId: UserId): void;
  /** The same for every owner for whom `matches` returns true: for events from other instances. */
  forgetWhere(matches: (ownerId: UserId) => boolean): void;
}

/**
 * A cipher with a key of its own for every owner. AES-256-GCM seals each text for its place; the
 * owner's key lies in `dataKeys`, itself sealed by a key of the ring. So the ring can be rotated
 * without touching a text, and destroying one small row makes all of an owner's texts unreadable.
 *
 * Unwrapped keys are held in memory for at most 60 seconds. Texts are well-formed Unicode: a lone
 * surrogate does not survive.
 */
export function envelopeCipher(options: EnvelopeCipherOptions): EnvelopeCipher {
  const dataKeys = heldDataKeys({
    ring: options.keys,
    store: options.dataKeys,
    clock: options.clock ?? systemClock,
    logger: options.logger ?? silentLogger,
  });
  return {
    async seal(items) {
      const keys = await dataKeys.obtain(ownersOf(items));
      return items.map((item) => sealBox(keyFor(keys, item), item.text, contextOf(item)));
    },
    async open(items) {
      const keys = await dataKeys.require(ownersOf(items));
      return items.map((item) => {
        const text = openBox(keyFor(keys, item), item.sealed, contextOf(item));
        if (text === undefined) throw unreadable(item);
        return text.toString('utf8');
      });
    },
    forget: (ownerId) => dataKeys.forgetWhere((each) => each === ownerId),
    forgetWhere: (matches) => dataKeys.forgetWhere(matches),
  };
}

function* ownersOf(items: readonly TextPlace[]): Iterable<UserId> {
  for (const item of items) yield item.ownerId;
}

function keyFor(keys: ReadonlyMap<UserId, KeyObject>, { ownerId }: TextPlace): KeyObject {
  const key = keys.get(ownerId);
  if (key === undefined) throw new PicardError('internal', `no data key for user ${ownerId}`);
  return key;
}

/** Ids have a fixed length and fields are known words, so that no two places share a context. */
function contextOf({ ownerId, memoryId, field }: TextPlace): string {
  return `text ${ownerId} ${memoryId} ${field}`;
}

function unreadable({ ownerId, memoryId, field }: TextPlace): PicardError {
  return new PicardError('internal', 'a sealed text does not open', {
    cause: new Error(
      `the ${field} of memory ${memoryId} of user ${ownerId} was altered, moved, or sealed with another key`,
    ),
  });
}
