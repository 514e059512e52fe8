import type { HttpHandler } from '@picard-mcp/core/http';
import { publicDocument } from '../metadata/public-document.js';
import type { KeySet } from './key-set.js';

/** Publishes the public keys at `/.well-known/jwks.json` (RFC 7517 section 5). */
export function jwksHandler(keys: Pick<KeySet, 'publicKeys'>): HttpHandler {
  return publicDocument({
    paths: ['/.well-known/jwks.json'],
    mediaType: 'application/jwk-set+json',
    document: async () => ({ keys: await keys.publicKeys() }),
  });
}
