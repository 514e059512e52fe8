import type { Scope } from '@picard-mcp/core';

/** How a client proves who it is at the token endpoint (RFC 7591 section 2). */
export const authenticationMethods = ['none', 'client_secret_basic', 'client_secret_post'] as const;

export type AuthenticationMethod = (typeof authenticationMethods)[number];

/** What a client says of itself beyond what is needed to serve it (RFC 7591 section 2). */
export interface ClientDescription {
  readonly clientUri?: string;
  readonly logoUri?: string;
  readonly policyUri?: string;
  readonly tosUri?: string;
  readonly contacts?: readonly string[];
  readonly softwareId?: string;
  readonly softwareVersion?: string;
  readonly applicationType?: 'native' | 'web';
}

/** A program that may ask users for access. */
export interface Client {
  /** UUID v4; the URL of its metadata document where `registeredBy` is `document`. */
  readonly clientId: string;
  readonly name: string;
  readonly redirectUris: readonly string[];
  /** The only methods that it may use; either `none` alone or secrets alone. */
  readonly authenticationMethods: readonly AuthenticationMethod[];
  /** SHA-256 of the secret, base64url; absent for public clients. */
  readonly secretHash: string | undefined;
  /** The scopes that it may be granted. */
  readonly scopes: readonly Scope[];
  /** An administrator, the client itself (RFC 7591), or a Client ID Metadata Document. */
  readonly registeredBy: 'administrator' | 'client' | 'document';
  /** Whether it may assert users. */
  readonly allowDirectConnect: boolean;
  /** Where the users live that it asserts; its own id unless an administrator said otherwise. */
  readonly realm: string;
  readonly isActive: boolean;
  readonly description: ClientDescription;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** Whether the client is confidential (RFC 6749 section 2.1). */
export function isConfidential(client: Pick<Client, 'authenticationMethods'>): boolean {
  return !client.authenticationMethods.includes('none');
}
