import { randomUUID } from 'node:crypto';
import { hashSecret, newSecret } from '../secret.js';
import { type AuthenticationMethod, type Client, isConfidential } from './client.js';

/** A client to store, and its secret, which is shown once. */
export interface NewClient {
  readonly client: Client;
  /** Absent for public clients. */
  readonly secret: string | undefined;
}

/** The ways in which a confidential client may send its secret unless it settled for one. */
export const secretMethods: readonly AuthenticationMethod[] = [
  'client_secret_basic',
  'client_secret_post',
];

type Chosen = 'clientId' | 'secretHash' | 'realm' | 'isActive' | 'createdAt' | 'updatedAt';

/** Returns a client with a new id, a new secret if it is confidential, and the given realm or that of its own id. */
export function newClient(
  fields: Omit<Client, Chosen> & { readonly realm: string | undefined },
  at: Date,
): NewClient {
  const clientId = randomUUID();
  const secret = isConfidential(fields) ? newSecret() : undefined;
  return {
    secret,
    client: {
      ...fields,
      clientId,
      secretHash: secret === undefined ? undefined : hashSecret(secret),
      realm: fields.realm ?? clientId,
      isActive: true,
      createdAt: at,
      updatedAt: at,
    },
  };
}
