import { PicardError } from '@picard-mcp/core';
import type { KeyRing } from '@picard-mcp/core/builtin';
import { type Clock, systemClock } from '@picard-mcp/core/ports';
import { type CryptoKey, type JWK_EC_Public, type JWTPayload, SignJWT } from 'jose';
import { openJwk, sealedBy, sealJwk } from './sealed-jwk.js';
import {
  generateSigningKey,
  importSigningKey,
  type SigningKey,
  signingAlgorithm,
} from './signing-key.js';
import type { SigningKeyStorage } from './signing-key-storage.js';

export interface KeySetOptions {
  readonly storage: SigningKeyStorage;
  /** Encrypts the private keys at rest. */
  readonly encryptionKeys: KeyRing;
  readonly clock?: Clock;
}

/** The server's signing keys. One signs, all verify. */
export interface KeySet {
  /** A JWT with these claims, signed by the current key (RFC 7519, RFC 7515). */
  sign(claims: JWTPayload, header: { readonly typ: string }): Promise<string>;
  /** The public key of that id, wherever it was made; `undefined` when there is none. */
  find(kid: string): Promise<CryptoKey | undefined>;
  /** The public keys, the newest first: the members of a JWK Set (RFC 7517 section 5). */
  publicKeys(): Promise<readonly JWK_EC_Public[]>;
  /**
   * Adds a key, which every process publishes within five seconds and signs with a minute later, and forgets those
   * whose tokens have all expired. Tokens that live go on being accepted.
   */
  rotate(): Promise<void>;
  /** Reseals every key with the ring's current key. Returns the number that were sealed with another key. */
  reseal(): Promise<number>;
}

/** Maximum lifetime of access tokens in seconds. A key is retained for this time after its successor took over. */
export const maxTokenLifetime = 90 * 24 * 3600;

/** Other processes learn of a new key before it signs anything. */
const activationMs = 60_000;
const rereadMs = 5_000;

/**
 * Opens the keys in `storage` and makes the first one where there is none. Processes that start at once
 * on an empty storage end up with the same single key.
 *
 * @throws PicardError `internal` when a key cannot be read or opened.
 */
export async function openKeySet(options: KeySetOptions): Promise<KeySet> {
  const { storage, encryptionKeys: ring, clock = systemClock } = options;
  let keys: ReadonlyMap<number, SigningKey> = new Map();
  let readAt = Number.NEGATIVE_INFINITY;

  async function read(): Promise<void> {
    readAt = clock.now().getTime();
    const stored = [...(await storage.list())].sort((a, b) => b.number - a.number);
    keys = new Map(
      await Promise.all(
        stored.map(async ({ number, sealed }): Promise<[number, SigningKey]> => {
          const known = keys.get(number);
          return [number, known ?? (await importSigningKey(await openJwk(sealed, ring)))];
        }),
      ),
    );
  }

  async function fresh(): Promise<readonly SigningKey[]> {
    if (clock.now().getTime() - readAt >= rereadMs) await read();
    return [...keys.values()];
  }

  async function add(number: number): Promise<void> {
    const sealed = await sealJwk(await generateSigningKey(clock.now()), ring);
    // Another process has already created the key.
    await storage.create({ number, sealed });
    await read();
  }

  const byId = (kid: string) => [...keys.values()].find((key) => key.kid === kid)?.publicKey;

  await read();
  if (keys.size === 0) await add(1);

  return {
    async sign(claims, { typ }) {
      const { kid, privateKey } = signerOf(await fresh(), clock.now());
      return new SignJWT(claims)
        .setProtectedHeader({ alg: signingAlgorithm, typ, kid })
        .sign(privateKey);
    },
    async find(kid) {
      const known = byId(kid);
      if (known !== undefined) return known;
      await fresh();
      return byId(kid);
    },
    async publicKeys() {
      return (await fresh()).map((key) => key.publicJwk);
    },
    async rotate() {
      await read();
      const [newest = 0] = keys.keys();
      await add(newest + 1);
      await Promise.all(expired(keys, clock.now()).map((number) => storage.remove(number)));
      await read();
    },
    async reseal() {
      const outdated = (await storage.list()).filter(
        ({ sealed }) => sealedBy(sealed) !== ring.current.id,
      );
      for (const { number, sealed } of outdated) {
        await storage.replace({ number, sealed: await sealJwk(await openJwk(sealed, ring), ring) });
      }
      return outdated.length;
    },
  };
}

/** Returns the newest key that all processes have loaded; `keys` are newest first. */
function signerOf(keys: readonly SigningKey[], now: Date): SigningKey {
  const known = keys.find((key) => now.getTime() - key.createdAt.getTime() >= activationMs);
  const signer = known ?? keys.at(-1);
  if (signer === undefined) throw new PicardError('internal', 'There is no signing key.');
  return signer;
}

/** Keys whose successor has signed for longer than any token lives; `keys` are newest first. */
function expired(keys: ReadonlyMap<number, SigningKey>, now: Date): readonly number[] {
  const newestFirst = [...keys];
  return newestFirst.flatMap(([number], index) => {
    const successor = newestFirst[index - 1]?.[1];
    const age = successor === undefined ? 0 : now.getTime() - successor.createdAt.getTime();
    return age > activationMs + maxTokenLifetime * 1000 ? [number] : [];
  });
}
