import {
  Client as ClientV2,
  StreamableHTTPClientTransport as TransportV2,
  UnauthorizedError as UnauthorizedV2,
} from '@modelcontextprotocol/client';
import { UnauthorizedError as UnauthorizedV1 } from '@modelcontextprotocol/sdk/client/auth.js';
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as TransportV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { AnyClient } from '../mcp-suite/clients.js';
import type { PersonalProvider } from './personal-provider.js';

/** A connection of one of the SDKs, which obtains its tokens by the SDK's own code. */
export interface SdkConnection {
  readonly client: AnyClient;
  /** Shakes hands; rejects with the SDK's `UnauthorizedError` once it has sent the person away. */
  connect(): Promise<void>;
  /** Redeems what the person came back with. */
  finishAuth(answer: URLSearchParams): Promise<void>;
}

export interface Sdk {
  readonly name: string;
  readonly isV1: boolean;
  open(endpoint: URL, provider: PersonalProvider): SdkConnection;
}

const info = { name: 'picard-oauth-suite', version: '1.0.0' };

const v1: Sdk = {
  name: 'the v1 client',
  isV1: true,
  open(endpoint, provider) {
    const client = new ClientV1(info);
    const transport = new TransportV1(endpoint, {
      authProvider: provider,
      fetch: provider.fetch,
    });
    return {
      // The first SDK types its results with its own copies of the same schemas.
      client: client as unknown as AnyClient,
      connect: () => client.connect(transport),
      // It leaves the issuer of the answer (RFC 9207) to whoever uses it.
      finishAuth: (answer) => transport.finishAuth(answer.get('code') ?? ''),
    };
  },
};

function v2(name: string, mode?: 'auto'): Sdk {
  return {
    name,
    isV1: false,
    open(endpoint, provider) {
      const client = new ClientV2(info, mode ? { versionNegotiation: { mode } } : {});
      const transport = new TransportV2(endpoint, {
        authProvider: provider,
        fetch: provider.fetch,
      });
      return {
        client,
        connect: () => client.connect(transport),
        finishAuth: (answer) => transport.finishAuth(answer),
      };
    },
  };
}

/** The clients that people use, and for the second one both revisions of the protocol. */
export const sdks: readonly Sdk[] = [
  v1,
  v2('the v2 client'),
  v2('the v2 client with 2026-07-28', 'auto'),
];

/** Whether a client gave up because a person must be asked first. */
export function isUnauthorized(error: unknown): boolean {
  return error instanceof UnauthorizedV1 || error instanceof UnauthorizedV2;
}
