import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Picard } from '@picard-mcp/core';
import type { PicardHttp } from '@picard-mcp/http';
import type { BridgedHandler } from '@picard-mcp/http/node';

/** What stands between the client and Picard in a host application. */
export type BodyParser = 'none' | 'json' | 'urlencoded' | 'raw' | 'text' | 'swallow';

export interface HostSetup {
  readonly picard: Picard;
  readonly http: PicardHttp;
  /** Where Picard is mounted; empty at the root. */
  readonly prefix?: string;
  readonly parser?: BodyParser;
  readonly fallThrough?: boolean;
  /** Mounted at the root, beside Picard. */
  readonly atRoot?: BridgedHandler;
}

/**
 * A host application around Picard. Each sets the cookie `host=1` and `Vary: Accept-Language` before
 * anything else, then parses bodies, then mounts Picard, then answers `GET /hello` with `hello from the
 * host`, and `GET /mine` behind `requirePicard('memories:read')` with the caller's id as text.
 */
export interface Host {
  readonly name: string;
  /** Whether it comes with an adapter, and so with `requirePicard`. */
  readonly isAdapter: boolean;
  listener(setup: HostSetup): RequestListener;
}

export interface RunningHost extends AsyncDisposable {
  readonly port: number;
  /** Base URL of Picard in it. */
  readonly url: string;
}

export async function run(host: Host, setup: HostSetup): Promise<RunningHost> {
  const server = createServer(host.listener(setup));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}${setup.prefix ?? ''}`,
    async [Symbol.asyncDispose]() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
