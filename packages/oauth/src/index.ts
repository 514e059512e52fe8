/** The public surface of this package: what is not named here may change at any time. */
export { fileSigningKeys } from './keys/file-signing-keys.js';
export { jwksHandler } from './keys/jwks-handler.js';
export {
  type KeySet,
  type KeySetOptions,
  longestTokenLifetime,
  openKeySet,
} from './keys/key-set.js';
export type { SigningKeyStorage, StoredSigningKey } from './keys/signing-key-storage.js';
export {
  type ProtectedResourceOptions,
  protectedResourceHandler,
  protectedResourceUrl,
} from './metadata/protected-resource.js';
export { hashPassword, verifyPassword } from './password/password.js';
export {
  type AccessTokenOptions,
  defaultTokenLifetime,
  type IssuedAccessToken,
  issueAccessToken,
} from './token/access-token.js';
export { type JwtVerifier, type JwtVerifierOptions, jwtVerifier } from './token/jwt-verifier.js';
