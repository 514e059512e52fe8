import { PicardError } from '@picard-mcp/core';
import { parseUrl } from '@picard-mcp/core/operations';

export interface HostGuardOptions {
  readonly publicUrl: string;
  /** Allowed host names, without port, in addition to that of `publicUrl` and loopback names. */
  readonly allowedHosts?: readonly string[];
}

export interface HostGuard {
  /** @throws PicardError `permission_denied` for a request that names a host which is not this server. */
  checkHost(request: Request): void;
  /** @throws PicardError `permission_denied` for a request that a foreign web page sent. */
  checkOrigin(request: Request): void;
}

const loopbackNames = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Protects a server on a developer's machine against DNS rebinding: a web page whose name resolves to
 * the loopback address reaches the server, but its requests name the page's host. A public server is
 * reached by whatever name its operator gave it, so that there it checks only given `allowedHosts`.
 */
export function hostGuard({ publicUrl, allowedHosts }: HostGuardOptions): HostGuard {
  const publicHost = new URL(publicUrl).hostname;
  const isLoopback = loopbackNames.includes(publicHost);
  if (!isLoopback && !allowedHosts)
    return { checkHost: () => undefined, checkOrigin: () => undefined };

  const allowed = new Set(
    [publicHost, ...loopbackNames, ...(allowedHosts ?? [])].map((name) => name.toLowerCase()),
  );
  const isAllowed = (url: string): boolean => {
    const hostname = parseUrl(url)?.hostname;
    return hostname !== undefined && allowed.has(hostname);
  };
  return {
    checkHost({ headers, url }) {
      const host = headers.get('host');
      if (isAllowed(host === null ? url : `http://${host}`)) return;
      throw new PicardError(
        'permission_denied',
        'The Host header names a host that this server does not serve.',
      );
    },
    checkOrigin({ headers }) {
      const origin = headers.get('origin');
      if (!isLoopback || origin === null || isAllowed(origin)) return;
      throw new PicardError(
        'permission_denied',
        'Web pages from this origin may not call this server.',
      );
    },
  };
}
