import { isUuid } from '@picard-mcp/core';
import type { ClientDirectory } from '../context.js';
import type { ClientStore } from '../ports/client-store.js';
import type { Client } from './client.js';

/** Where clients are found whose id is the URL of a Client ID Metadata Document. */
export interface MetadataDocuments {
  /** @throws OAuthError `invalid_client`; PicardError `rate_limited` */
  find(url: string, address: string | undefined): Promise<Client>;
}

export interface ClientDirectoryOptions {
  readonly store: ClientStore;
  /** Absent: clients of metadata documents are unknown. */
  readonly documents: MetadataDocuments | undefined;
}

/** Finds a client by what its id looks like: a UUID is registered here, an https URL leads to a document. */
export function createClientDirectory({
  store,
  documents,
}: ClientDirectoryOptions): ClientDirectory {
  return {
    async find(clientId, address) {
      if (clientId.startsWith('https://')) return documents?.find(clientId, address);
      return isUuid(clientId) ? store.find(clientId) : undefined;
    },
  };
}
