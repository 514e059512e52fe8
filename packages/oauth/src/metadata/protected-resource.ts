import type { Scope } from '@picard-mcp/core';
import type { HttpHandler } from '@picard-mcp/core/http';
import { publicDocument } from './public-document.js';

export interface ProtectedResourceOptions {
  /** Identifier of the protected resource: the URL that clients connect to, and the tokens' audience. */
  readonly resource: string;
  /** Issuer identifier of the authorization server, exactly as it stands in the tokens. */
  readonly issuer: string;
  /** Scopes that a client may ask for. */
  readonly scopes: readonly Scope[];
}

const path = '/.well-known/oauth-protected-resource';

/**
 * OAuth 2.0 Protected Resource Metadata (RFC 9728) at `/.well-known/oauth-protected-resource` and the
 * same under `/mcp`. Both tell of the one resource, since clients look in either place.
 */
export function protectedResourceHandler(options: ProtectedResourceOptions): HttpHandler {
  const document = {
    resource: options.resource,
    authorization_servers: [options.issuer],
    scopes_supported: options.scopes,
    bearer_methods_supported: ['header'],
    resource_name: 'Picard',
  };
  return publicDocument({
    paths: [path, `${path}/mcp`],
    mediaType: 'application/json',
    document: () => document,
  });
}

/** Where the metadata of the MCP resource is found: what a 401 challenge names as `resource_metadata`. */
export function protectedResourceUrl(publicUrl: string): string {
  return `${publicUrl}${path}/mcp`;
}
