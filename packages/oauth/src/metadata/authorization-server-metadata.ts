import type { HttpHandler } from '@picard-mcp/http';
import { authenticationMethods } from '../client/client.js';
import type { AuthorizationContext } from '../context.js';
import { publicDocument } from './public-document.js';
import { wellKnownPaths } from './well-known-paths.js';

export type AuthorizationServerMetadataOptions = Pick<
  AuthorizationContext,
  'issuer' | 'resource' | 'registration' | 'defaultScopes'
> & {
  /** Whether a client id may be the URL of a Client ID Metadata Document. */
  readonly takesMetadataDocuments: boolean;
};

const name = 'oauth-authorization-server';

/**
 * OAuth 2.0 Authorization Server Metadata (RFC 8414) at `/.well-known/oauth-authorization-server`, and the
 * same under `/mcp`, where clients look that know nothing but the URL of the resource.
 */
export function authorizationServerHandler(
  options: AuthorizationServerMetadataOptions,
): HttpHandler {
  const { mounted, atRoot } = wellKnownPaths(name, options.issuer);
  return documentAt(options, mounted, atRoot);
}

/** The same where clients look for it at the root of the host, for a server that is mounted under a prefix. */
export function authorizationServerAtRoot(
  options: AuthorizationServerMetadataOptions,
): HttpHandler {
  return documentAt(options, wellKnownPaths(name, options.issuer).atRoot);
}

function documentAt(
  options: AuthorizationServerMetadataOptions,
  paths: readonly string[],
  otherPaths?: readonly string[],
): HttpHandler {
  const document = metadataOf(options);
  return publicDocument({
    paths,
    otherPaths,
    mediaType: 'application/json',
    document: () => document,
    description: {
      summary: 'Get the authorization server metadata (RFC 8414)',
      required: ['issuer', 'authorization_endpoint', 'token_endpoint', 'response_types_supported'],
      example: document,
    },
  });
}

/** Endpoints that are not served are omitted (RFC 8414 section 3.2), as are scopes that cannot be requested. */
function metadataOf(options: AuthorizationServerMetadataOptions): object {
  const { issuer, resource, registration, defaultScopes, takesMetadataDocuments } = options;
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    ...(registration.clients && { registration_endpoint: `${issuer}/register` }),
    revocation_endpoint: `${issuer}/revoke`,
    introspection_endpoint: `${issuer}/introspect`,
    jwks_uri: `${issuer}/.well-known/jwks.json`,
    scopes_supported: defaultScopes,
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    grant_types_supported: ['authorization_code', 'refresh_token'],
    code_challenge_methods_supported: ['S256'],
    token_endpoint_auth_methods_supported: authenticationMethods,
    revocation_endpoint_auth_methods_supported: authenticationMethods,
    introspection_endpoint_auth_methods_supported: authenticationMethods.filter(
      (method) => method !== 'none',
    ),
    authorization_response_iss_parameter_supported: true,
    client_id_metadata_document_supported: takesMetadataDocuments,
    protected_resources: [resource],
  };
}
