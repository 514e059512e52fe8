import { createHash, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { PicardError } from '../errors.js';

/** One key of a ring. The key object shows nothing of its bytes when it is logged or serialised. */
export interface RingKey {
  readonly id: string;
  readonly key: KeyObject;
}

/** The operator's keys, which wrap the users' data keys. */
export interface KeyRing {
  /** Wraps every new data key. */
  readonly current: RingKey;
  /** Any key of the ring, the current one included. */
  find(keyId: string): RingKey | undefined;
}

const keyBytes = 32;
const keyIdForm = /^[A-Za-z0-9._-]{1,64}$/;
/** 32 bytes in base64 or base64url: 43 characters, with or without the padding. */
const keyForm = /^[A-Za-z0-9+/_-]{43}=?$/;

/**
 * Reads a key ring written as `kid:base64key,kid:base64key`. Each key is 32 bytes in base64 or
 * base64url. The first is current; the others only open what they sealed before. A key may stand
 * without its id, as platforms generate secrets: its id is then derived from the key, and so stays the
 * same wherever in a ring it stands.
 *
 * @throws PicardError `invalid_input` that names the offending key id and never shows a key.
 */
export function parseKeyRing(text: string): KeyRing {
  const entries = text.split(',').map((entry) => entry.trim());
  const keys = new Map<string, RingKey>();
  for (const [index, entry] of entries.entries()) {
    const ringKey = parseEntry(entry, index + 1);
    if (keys.has(ringKey.id)) throw refused(`key id "${ringKey.id}" appears twice`);
    for (const other of keys.values()) {
      if (other.key.equals(ringKey.key)) {
        throw refused(`"${other.id}" and "${ringKey.id}" are the same key`);
      }
    }
    keys.set(ringKey.id, ringKey);
  }
  const [current] = keys.values();
  if (current === undefined) throw refused('there is no key');
  return { current, find: (keyId) => keys.get(keyId) };
}

/** Returns a new random entry for a key ring, `kid:base64key`. It can decrypt everything that it seals: keep it secret. */
export function generateEncryptionKey(keyId = `k${randomBytes(4).toString('hex')}`): string {
  if (!keyIdForm.test(keyId)) throw refused(keyIdRule);
  return `${keyId}:${randomBytes(keyBytes).toString('base64')}`;
}

const keyIdRule = 'a key id has 1 to 64 letters, digits, ".", "_" or "-"';

function parseEntry(entry: string, position: number): RingKey {
  const colon = entry.indexOf(':');
  if (colon < 0) return parseBareKey(entry, position);
  const id = entry.slice(0, colon);
  if (!keyIdForm.test(id)) throw refused(`entry ${position}: ${keyIdRule}`);
  const bytes = decode(entry.slice(colon + 1));
  if (!bytes) throw refused(`key "${id}" must be ${keyBytes} bytes in base64`);
  return { id, key: takeKey(bytes) };
}

function parseBareKey(entry: string, position: number): RingKey {
  const bytes = decode(entry);
  // It may be a key with a slip of the hand: nothing of it may be repeated.
  if (!bytes) throw refused(`entry ${position} is not of the form kid:base64key`);
  const digest = createHash('sha256').update('picard key id').update(bytes).digest('hex');
  return { id: `k${digest.slice(0, 16)}`, key: takeKey(bytes) };
}

function decode(encoded: string): Buffer | undefined {
  const bytes = Buffer.from(encoded, 'base64');
  return keyForm.test(encoded) && bytes.length === keyBytes ? bytes : undefined;
}

function takeKey(bytes: Buffer): KeyObject {
  const key = createSecretKey(bytes);
  bytes.fill(0);
  return key;
}

function refused(reason: string): PicardError {
  return new PicardError('invalid_input', `key ring: ${reason}`);
}
