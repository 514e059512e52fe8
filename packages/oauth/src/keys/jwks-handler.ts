import type { HttpHandler } from '@picard-mcp/http';
import { publicDocument } from '../metadata/public-document.js';
import type { KeySet } from './key-set.js';

/** Publishes the public keys at `/.well-known/jwks.json` (RFC 7517 section 5). */
export function jwksHandler(keys: Pick<KeySet, 'publicKeys'>): HttpHandler {
  return publicDocument({
    paths: ['/.well-known/jwks.json'],
    mediaType: 'application/jwk-set+json',
    document: async () => ({ keys: await keys.publicKeys() }),
    description: {
      summary: 'Get the public keys for verifying access tokens (RFC 7517)',
      required: ['keys'],
      example: { keys: [exampleKey] },
    },
  });
}

/** That of RFC 7517 appendix A.1. */
const exampleKey = {
  kty: 'EC',
  crv: 'P-256',
  x: 'MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4',
  y: '4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM',
  use: 'sig',
  alg: 'ES256',
  kid: '1',
};
