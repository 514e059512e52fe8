import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { PicardError } from '../../errors.js';
import type { UserId } from '../../ids.js';
import type { WrappedDataKey } from '../../ports/data-key-store.js';
import type { KeyRing, RingKey } from '../key-ring.js';
import { openBox, sealBox } from './sealed-box.js';

/** A new random data key for an owner, wrapped by the ring's current key. */
export function newWrappedKey(ring: KeyRing, ownerId: UserId): WrappedDataKey {
  const bytes = randomBytes(32);
  const wrapped = wrap(ring.current, ownerId, bytes);
  bytes.fill(0);
  return wrapped;
}

/**
 * The data key itself.
 *
 * @throws PicardError `internal` when the ring lacks the wrapping key, or when the wrapped key was
 *   altered or belongs to another owner; the cause says which, and names the ring key.
 */
export function unwrapKey(ring: KeyRing, wrapped: WrappedDataKey): KeyObject {
  const bytes = unwrap(ring, wrapped);
  const key = createSecretKey(bytes);
  bytes.fill(0);
  return key;
}

/** The same data key, wrapped by the ring's current key. Fails as `unwrapKey` does. */
export function rewrapKey(ring: KeyRing, wrapped: WrappedDataKey): WrappedDataKey {
  const bytes = unwrap(ring, wrapped);
  const rewrapped = wrap(ring.current, wrapped.ownerId, bytes);
  bytes.fill(0);
  return rewrapped;
}

function wrap(ringKey: RingKey, ownerId: UserId, bytes: Uint8Array): WrappedDataKey {
  return {
    ownerId,
    keyId: ringKey.id,
    wrapped: sealBox(ringKey.key, bytes, wrapContext(ringKey.id, ownerId)),
  };
}

function unwrap(ring: KeyRing, { ownerId, keyId, wrapped }: WrappedDataKey): Buffer {
  const ringKey = ring.find(keyId);
  if (ringKey === undefined) {
    throw unusable(
      `the data key of user ${ownerId} is wrapped by "${keyId}", which the key ring lacks`,
    );
  }
  const bytes = openBox(ringKey.key, wrapped, wrapContext(keyId, ownerId));
  if (bytes === undefined) {
    throw unusable(
      `the data key of user ${ownerId} does not open with "${keyId}": ` +
        'it was altered, or that key id stood for another key when it was wrapped',
    );
  }
  return bytes;
}

function wrapContext(keyId: string, ownerId: UserId): string {
  return `data-key ${ownerId} ${keyId}`;
}

function unusable(reason: string): PicardError {
  return new PicardError('internal', 'a data key cannot be used', { cause: new Error(reason) });
}
