import type { Client } from '../client/client.js';

export interface ClientQuery {
  /** Begins after this client, in the order of registration. */
  readonly after?: Pick<Client, 'createdAt' | 'clientId'>;
  readonly limit: number;
}

/** What of a registered client may change. */
export type ClientChanges = Partial<
  Pick<
    Client,
    | 'name'
    | 'redirectUris'
    | 'authenticationMethods'
    | 'secretHash'
    | 'scopes'
    | 'allowDirectConnect'
    | 'realm'
    | 'isActive'
    | 'description'
  >
>;

/** Registered clients. Those of metadata documents are not among them. */
export interface ClientStore {
  /** @throws PicardError `conflict` when the id is taken. */
  insert(client: Client): Promise<void>;
  /** `undefined` for every text that is not the id of a client, whatever it holds. */
  find(clientId: string): Promise<Client | undefined>;
  /** The oldest first; those registered in the same millisecond by id. */
  list(query: ClientQuery): Promise<readonly Client[]>;
  /**
   * Changes the given fields (a `secretHash` of `undefined` removes the secret). Returns the client as
   * it is then, `undefined` when there is none. With `isActive: false`, all that it was granted is
   * revoked in the same transaction.
   */
  update(clientId: string, changes: ClientChanges, at: Date): Promise<Client | undefined>;
  /** Forgets the client and revokes all that it was granted, in one transaction; false when there is none. */
  remove(clientId: string, at: Date): Promise<boolean>;
}
