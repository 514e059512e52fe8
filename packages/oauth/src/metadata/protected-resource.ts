import type { Scope } from '@picard-mcp/core';
import type { HttpHandler } from '@picard-mcp/http';
import { publicDocument } from './public-document.js';
import { wellKnownPaths, wellKnownUrl } from './well-known-paths.js';

export interface ProtectedResourceOptions {
  /** Identifier of the protected resource: the URL that clients connect to, and the tokens' audience. */
  readonly resource: string;
  /** Issuer identifier of the authorization server, exactly as in the `iss` claim of tokens. */
  readonly issuer: string;
  /** Scopes that a client may ask for. */
  readonly scopes: readonly Scope[];
}

const name = 'oauth-protected-resource';

/**
 * OAuth 2.0 Protected Resource Metadata (RFC 9728) at `/.well-known/oauth-protected-resource` and the
 * same under `/mcp`. Both describe the same resource, since clients look in either place.
 */
export function protectedResourceHandler(options: ProtectedResourceOptions): HttpHandler {
  const { mounted, atRoot } = wellKnownPaths(name, options.issuer);
  return documentAt(options, mounted, atRoot);
}

/** The same where clients look for it at the root of the host, for a server that is mounted under a prefix. */
export function protectedResourceAtRoot(options: ProtectedResourceOptions): HttpHandler {
  return documentAt(options, wellKnownPaths(name, options.issuer).atRoot);
}

/**
 * Where the metadata of the MCP resource is found: what a 401 challenge names as `resource_metadata`. At
 * the root of the host, the path of `publicUrl` behind the name of the document (RFC 9728 section 3.1).
 */
export function protectedResourceUrl(publicUrl: string): string {
  return wellKnownUrl(name, publicUrl);
}

function documentAt(
  { resource, issuer, scopes }: ProtectedResourceOptions,
  paths: readonly string[],
  otherPaths?: readonly string[],
): HttpHandler {
  const document = {
    resource,
    authorization_servers: [issuer],
    scopes_supported: scopes,
    bearer_methods_supported: ['header'],
    resource_name: 'Picard',
  };
  return publicDocument({
    paths,
    otherPaths,
    mediaType: 'application/json',
    document: () => document,
    description: {
      summary: 'Get the protected resource metadata (RFC 9728)',
      required: ['resource', 'authorization_servers'],
      example: document,
    },
  });
}
