import { generateEncryptionKey, newId, type UserId } from '@picard-mcp/core';
import { parseKeyRing } from '@picard-mcp/core/builtin';
import { type TestClock, testClock } from '@picard-mcp/core/testing';
import type { JWTPayload } from 'jose';
import { type KeySet, openKeySet } from '../keys/key-set.js';
import type { SigningKeyStorage, StoredSigningKey } from '../keys/signing-key-storage.js';
import {
  type AccessTokenOptions,
  type IssuedAccessToken,
  issueAccessToken,
} from '../token/access-token.js';
import { type JwtVerifier, type JwtVerifierOptions, jwtVerifier } from '../token/jwt-verifier.js';

/** An issuer with keys of its own, and its verifier, for tests. */
export interface TestIssuer {
  readonly issuer: string;
  readonly audience: string;
  readonly userId: UserId;
  readonly clock: TestClock;
  readonly keys: KeySet;
  verifier(options?: Pick<JwtVerifierOptions, 'revocations' | 'cacheSize'>): JwtVerifier;
  issue(options?: Partial<AccessTokenOptions>): Promise<IssuedAccessToken>;
  /** Claims that are all in order. */
  goodClaims(): JWTPayload;
  /** Signed by the right key, with other claims (`undefined` leaves one out) or another type. */
  signed(changes: JWTPayload, typ?: string): Promise<string>;
}

export async function testIssuer(): Promise<TestIssuer> {
  const issuer = 'https://picard.example';
  const audience = 'https://picard.example/mcp';
  const userId = newId<UserId>();
  const clock = testClock();
  const keys = await openKeySet({
    storage: signingKeysInMemory(),
    encryptionKeys: parseKeyRing(generateEncryptionKey()),
    clock,
  });

  function goodClaims(): JWTPayload {
    const now = Math.floor(clock.now().getTime() / 1000);
    return {
      ...{ iss: issuer, aud: audience, sub: userId, client_id: 'client', scope: 'memories:read' },
      ...{ jti: 'f7ed5a63-e6cb-44f5-a9a9-8f4d2a0f3e4a', iat: now, exp: now + 60 },
    };
  }

  return {
    issuer,
    audience,
    userId,
    clock,
    keys,
    goodClaims,
    verifier: (options) => jwtVerifier({ issuer, audience, keys, clock, ...options }),
    issue: (options) =>
      issueAccessToken({
        keys,
        issuer,
        audience,
        userId,
        clientId: 'client',
        scopes: ['memories:read', 'memories:write'],
        clock,
        ...options,
      }),
    signed: (changes, typ = 'at+jwt') =>
      keys.sign(JSON.parse(JSON.stringify({ ...goodClaims(), ...changes })), { typ }),
  };
}

function signingKeysInMemory(): SigningKeyStorage {
  const stored = new Map<number, StoredSigningKey>();
  return {
    list: async () => [...stored.values()],
    create: async (key) => !stored.has(key.number) && Boolean(stored.set(key.number, key)),
    replace: async (key) => void stored.set(key.number, key),
    remove: async (number) => void stored.delete(number),
  };
}
