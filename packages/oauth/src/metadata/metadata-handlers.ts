import type { HttpHandler } from '@picard-mcp/http';
import type { AuthorizationContext } from '../context.js';
import { jwksHandler } from '../keys/jwks-handler.js';
import {
  type AuthorizationServerMetadataOptions,
  authorizationServerAtRoot,
  authorizationServerHandler,
} from './authorization-server-metadata.js';
import { protectedResourceAtRoot, protectedResourceHandler } from './protected-resource.js';

export type MetadataHandlersOptions = AuthorizationServerMetadataOptions &
  Pick<AuthorizationContext, 'keys'>;

export interface MetadataHandlers {
  /**
   * Well-known documents relative to the mount. They answer at the places of `atRoot` too, for a proxy that
   * sends requests for those to a server which is not mounted under the prefix itself.
   */
  readonly mounted: readonly HttpHandler[];
  /**
   * The same at the root of the host, with the issuer's path inserted (RFC 8414 section 3.1, RFC 9728
   * section 3.1), for servers mounted under a prefix.
   */
  readonly atRoot: readonly HttpHandler[];
}

/** The documents by which clients find everything else. */
export function createMetadataHandlers(options: MetadataHandlersOptions): MetadataHandlers {
  const { issuer, resource, defaultScopes: scopes } = options;
  return {
    mounted: [
      authorizationServerHandler(options),
      protectedResourceHandler({ resource, issuer, scopes }),
      jwksHandler(options.keys),
    ],
    atRoot: [
      authorizationServerAtRoot(options),
      protectedResourceAtRoot({ resource, issuer, scopes }),
    ],
  };
}
