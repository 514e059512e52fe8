import { join } from 'node:path';
import { fileSigningKeys, type SigningKeyStorage } from '@picard-mcp/oauth';

/** The resource that access tokens are good for. */
export function resourceOf(issuer: string): string {
  return `${issuer}/mcp`;
}

/** The signing keys in a data folder. */
export function signingKeysIn(dataDir: string): SigningKeyStorage {
  return fileSigningKeys(join(dataDir, 'signing-keys'));
}
