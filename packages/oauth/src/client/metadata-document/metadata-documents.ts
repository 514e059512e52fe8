import type { LookupFunction } from 'node:net';
import type { Scope } from '@picard-mcp/core';
import type { Clock, Logger } from '@picard-mcp/core/ports';
import { LRUCache } from 'lru-cache';
import { OAuthError } from '../../http/oauth-error.js';
import { networkOf, type Throttle } from '../../throttle/throttle.js';
import type { Client } from '../client.js';
import type { MetadataDocuments } from '../client-directory.js';
import { cacheLifetime, maxLifetime } from './cache-lifetime.js';
import { clientOfDocument } from './document-client.js';
import { DocumentFault } from './document-fault.js';
import { documentUrlFault } from './document-url.js';
import { fetchDocument } from './fetch-document.js';
import { isPublicAddress } from './public-address.js';

export interface MetadataDocumentsOptions {
  readonly throttle: Throttle;
  readonly clock: Clock;
  readonly logger: Logger;
  /** The maximum scopes of such clients. */
  readonly scopes: readonly Scope[];
  /** For networks with a resolver or a certificate authority of their own, and for tests. */
  readonly network?: {
    readonly lookup?: LookupFunction;
    readonly ca?: string;
    /** Whether documents may lie on addresses of private networks. Default false. */
    readonly allowPrivateAddresses?: boolean;
  };
}

interface KnownClient {
  readonly client: Client;
  /** The time of the next attempt, at the earliest. */
  readonly freshUntil: number;
  /** Until when it is used while its document cannot be fetched. */
  readonly usableUntil: number;
}

const maxKnown = 1_000;
/** The time between attempts to refetch a document while the previous one is still valid. */
const retryMs = 60_000;

/**
 * Finds clients whose id is the URL of a Client ID Metadata Document
 * (draft-ietf-oauth-client-id-metadata-document-02).
 *
 * A document is fetched only from public addresses, once for concurrent requests, and cached as long
 * as its headers allow, from 5 minutes to a day. Errors are not cached (section 5.2): every request tries again,
 * and is counted. A document that was good within the last day is used while its host does not answer, so
 * that a client does not lose its users by that.
 */
export function createMetadataDocuments(options: MetadataDocumentsOptions): MetadataDocuments {
  const { throttle, clock, logger, scopes, network = {} } = options;
  const { allowPrivateAddresses = false, ...resolving } = network;
  const isAllowed = allowPrivateAddresses ? () => true : isPublicAddress;
  const known = new LRUCache<string, KnownClient>({ max: maxKnown });
  const fetching = new Map<string, Promise<Client>>();
  const now = () => clock.now().getTime();

  async function fetchClient(url: string): Promise<Client> {
    const { json, headers } = await fetchDocument(url, { ...resolving, isAllowed });
    const fetchedAt = clock.now();
    const client = clientOfDocument(url, json, { scopes, fetchedAt });
    known.set(url, {
      client,
      freshUntil: now() + cacheLifetime(headers, fetchedAt) * 1000,
      usableUntil: now() + maxLifetime * 1000,
    });
    return client;
  }

  /** What is known of a document that has just turned out to be unusable. */
  function former(url: string, fault: DocumentFault): Client | undefined {
    const entry = known.get(url);
    if (!fault.mayPass || entry === undefined || now() >= entry.usableUntil) {
      known.delete(url);
      return undefined;
    }
    known.set(url, { ...entry, freshUntil: now() + retryMs });
    return entry.client;
  }

  async function fetchOrRefuse(url: string): Promise<Client> {
    try {
      return await fetchClient(url);
    } catch (error) {
      if (!(error instanceof DocumentFault)) throw error;
      const client = former(url, error);
      logger.info({ err: error, url, uses_former: client !== undefined }, 'no client metadata');
      if (client) return client;
      throw refusal(`The client's metadata document ${error.message}.`, error);
    }
  }

  function shared(url: string): Promise<Client> {
    const running =
      fetching.get(url) ?? fetchOrRefuse(url).finally(() => void fetching.delete(url));
    fetching.set(url, running);
    return running;
  }

  function fresh(url: string): Client | undefined {
    const entry = known.get(url);
    return entry && now() < entry.freshUntil ? entry.client : undefined;
  }

  return {
    async find(url, address) {
      const fault = documentUrlFault(url);
      if (fault !== undefined) throw refusal(`A client_id that is a URL ${fault}.`);
      const client = fresh(url) ?? (await fetching.get(url));
      if (client) return client;
      await throttle.consume('metadataDocuments', networkOf(address));
      return fresh(url) ?? shared(url);
    },
  };
}

function refusal(message: string, cause?: unknown): OAuthError {
  return new OAuthError('invalid_client', message, { cause });
}
