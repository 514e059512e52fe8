/** The public surface of this package: what is not named here may change at any time. */
export { type AuditAction, auditActions } from './audit.js';
export { type AuthorizationServer, createAuthorizationServer } from './authorization-server.js';
export type { AuthorizationServerOptions } from './authorization-server-options.js';
export type { AuthenticationMethod, Client, ClientDescription } from './client/client.js';
export type { NewClient } from './client/new-client.js';
export {
  type ClientRegistration,
  type RegisterClientOptions,
  registerClient,
} from './client/register-client.js';
export type { Lifetimes } from './context.js';
export type { Grant } from './grant/grant.js';
export { issuerFault } from './issuer.js';
export { fileSigningKeys } from './keys/file-signing-keys.js';
export { jwksHandler } from './keys/jwks-handler.js';
export {
  type KeySet,
  type KeySetOptions,
  maxTokenLifetime,
  openKeySet,
} from './keys/key-set.js';
export type { SigningKeyStorage, StoredSigningKey } from './keys/signing-key-storage.js';
export {
  type ProtectedResourceOptions,
  protectedResourceHandler,
  protectedResourceUrl,
} from './metadata/protected-resource.js';
export type {
  ConsentView,
  Html,
  LoginView,
  LogoutView,
  MessageView,
  Pages,
  PasswordView,
  SignedInView,
  SignupView,
  Theme,
} from './pages/page.js';
export { hashPassword, verifyPassword } from './password/password.js';
export type { AuthorizationStore } from './ports/authorization-store.js';
export {
  createRevocationList,
  type RevocationList,
  type RevocationListOptions,
} from './revocation/revocation-list.js';
export type { HostLogin, Visitor } from './session/browser.js';
export { defaultRateLimits, type RateLimitName, type RateLimits } from './throttle/throttle.js';
export {
  type AccessTokenOptions,
  defaultTokenLifetime,
  type IssuedAccessToken,
  issueAccessToken,
} from './token/access-token.js';
export { type JwtVerifier, type JwtVerifierOptions, jwtVerifier } from './token/jwt-verifier.js';
