/** Where a well-known document is answered. */
export interface WellKnownPaths {
  /** Relative to the mount of a server. */
  readonly mounted: readonly string[];
  /**
   * At the root of the host, the issuer's path inserted behind the name of the document, where clients
   * look (RFC 8414 section 3.1, RFC 9728 section 3.1).
   */
  readonly atRoot: readonly string[];
}

/**
 * The places of a document about a server and its resource: by the server's own URL, and by that of `/mcp`
 * below it, which is the only one that clients in the field know.
 */
export function wellKnownPaths(name: string, issuer: string): WellKnownPaths {
  const path = `/.well-known/${name}`;
  return {
    mounted: [path, `${path}/mcp`],
    atRoot: [`${path}${pathOf(issuer)}`, `${path}${pathOf(issuer)}/mcp`],
  };
}

/** Where a client finds the document about the resource `/mcp` of a server. */
export function wellKnownUrl(name: string, publicUrl: string): string {
  return `${new URL(publicUrl).origin}/.well-known/${name}${pathOf(publicUrl)}/mcp`;
}

/** Empty for a server at the root of its host (RFC 8414 section 3.1: a terminating slash is removed). */
function pathOf(url: string): string {
  return new URL(url).pathname.replace(/\/$/, '');
}
