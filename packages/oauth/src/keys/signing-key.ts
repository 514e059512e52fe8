import {
  type CryptoKey,
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK_EC_Public,
} from 'jose';
import { z } from 'zod';

/** The algorithm of every key that Picard makes (RFC 7518 section 3.4). */
export const signingAlgorithm = 'ES256';

/** A stored key: a private JWK (RFC 7517) with its creation time. */
export const privateJwk = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string(),
  y: z.string(),
  d: z.string(),
  kid: z.string().min(1),
  created_at: z.iso.datetime(),
});

export type PrivateJwk = z.infer<typeof privateJwk>;

/** A key ready for use. The private half cannot be exported again. */
export interface SigningKey {
  readonly kid: string;
  readonly createdAt: Date;
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  /** What the world may see. */
  readonly publicJwk: JWK_EC_Public;
}

/** A new random key, named by its thumbprint (RFC 7638). */
export async function generateSigningKey(createdAt: Date): Promise<PrivateJwk> {
  const { privateKey } = await generateKeyPair(signingAlgorithm, { extractable: true });
  const jwk = await exportJWK(privateKey);
  return privateJwk.parse({
    ...jwk,
    kid: await calculateJwkThumbprint(jwk),
    created_at: createdAt.toISOString(),
  });
}

export async function importSigningKey(jwk: PrivateJwk): Promise<SigningKey> {
  const { kty, crv, x, y, d, kid } = jwk;
  const publicJwk = { kty, crv, x, y, kid, alg: signingAlgorithm, use: 'sig' };
  const [privateKey, publicKey] = await Promise.all([
    importJWK({ kty, crv, x, y, d }, signingAlgorithm),
    importJWK(publicJwk, signingAlgorithm),
  ]);
  return { kid, createdAt: new Date(jwk.created_at), privateKey, publicKey, publicJwk };
}
