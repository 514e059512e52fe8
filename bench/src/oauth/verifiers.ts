import { randomUUID } from 'node:crypto';
import { newId, type Principal, type UserId } from '@picard-mcp/core';
import { silentLogger, systemClock } from '@picard-mcp/core/ports';
import { createRevocationList, issueAccessToken, jwtVerifier, openKeySet } from '@picard-mcp/oauth';
import { jwtVerify } from 'jose';
import { type OpenOptions, type VerifyContestant, verificationsPerCall } from './oauth-scenario.js';
import { audience, issuer, openAuthorization } from './open-authorization.js';

/** Verifies tokens, `verificationsPerCall` of them in a call. */
export interface TokenVerifications {
  verifySome(call: number): Promise<void>;
  /** The number of times the list of revocations was read from the database so far. */
  reads(): number;
  close(): Promise<void>;
}

const tokenCount = 1_000;

/** Every contestant verifies the same kind of tokens: those of a thousand users, in turn. */
export async function openVerifications(
  name: VerifyContestant,
  options: OpenOptions,
): Promise<TokenVerifications> {
  const { store, keyRing, close } = await openAuthorization(options);
  const keys = await openKeySet({
    storage: store.authorization.signingKeys,
    encryptionKeys: keyRing,
  });
  const tokens = await Promise.all(
    Array.from({ length: tokenCount }, async () => {
      const userId = newId<UserId>();
      const { accessToken } = await issueAccessToken({
        ...{ keys, issuer, audience, userId, clientId: options.clientId },
        ...{ scopes: ['memories:write'], grantId: randomUUID(), lifetime: 24 * 3600 },
      });
      return accessToken;
    }),
  );
  let reads = 0;
  const counted = {
    ...store.authorization.revocations,
    after(position: number) {
      reads += 1;
      return store.authorization.revocations.after(position);
    },
  };
  const revocations = createRevocationList({
    store: counted,
    clock: systemClock,
    logger: silentLogger,
  });
  // One that remembers a single token meets each of many for the first time.
  const verifier = (cacheSize: number) =>
    jwtVerifier({ issuer, audience, keys, revocations, cacheSize });

  const [publicJwk] = await keys.publicKeys();
  const publicKey = await keys.find(publicJwk?.kid ?? '');
  if (!publicKey) throw new Error('there is no key');

  async function verifyOf(): Promise<(token: string) => unknown> {
    switch (name) {
      case 'jose jwtVerify': {
        const expected = { issuer, audience, algorithms: ['ES256'], typ: 'at+jwt' };
        return (token) => jwtVerify(token, publicKey as CryptoKey, expected);
      }
      case 'bare Map': {
        const known = new Map<string, Principal>();
        for (const token of tokens) known.set(token, await verifier(1).verify(token));
        return (token) => known.get(token);
      }
      case 'first sight':
        return verifier(1).verify;
      default:
        return verifier(10_000).verify;
    }
  }

  const verify = await verifyOf();
  for (const token of tokens) await verify(token);
  return {
    async verifySome(call) {
      const first = call * verificationsPerCall;
      for (let index = first; index < first + verificationsPerCall; index += 1) {
        if (!(await verify(tokens[index % tokenCount] ?? ''))) throw new Error('not verified');
      }
    },
    reads: () => reads,
    async close() {
      await revocations.close();
      await close();
    },
  };
}
