import type { Scope } from '@picard-mcp/core';
import { z } from 'zod';
import { OAuthError } from '../../http/oauth-error.js';
import type { Client } from '../client.js';
import { parseClientMetadata } from '../client-metadata.js';
import { DocumentFault } from './document-fault.js';

export interface DocumentClientOptions {
  /** The maximum scopes of such clients. */
  readonly scopes: readonly Scope[];
  readonly fetchedAt: Date;
}

/** The rules beyond those of registration: draft-ietf-oauth-client-id-metadata-document section 4. */
const rules = z.looseObject(
  {
    client_id: z.string('must be the URL of the document'),
    client_secret: z.undefined('must not be in a public document').optional(),
    client_secret_expires_at: z.undefined('must not be in a public document').optional(),
    token_endpoint_auth_method: z
      .literal('none', 'must be none: no other method is offered to clients of documents')
      .nullish(),
    jwks: z
      .unknown()
      .refine((value) => !holdsPrivateKey(value), 'must not hold private keys')
      .optional(),
  },
  'must be a JSON object',
);

/**
 * The client that a metadata document describes: a public one that may be granted what any client may that
 * is not verified.
 *
 * Redirect URIs may be of other hosts than the document, as those of clients in the field are (the draft
 * leaves that open, section 8.1); the consent page shows where the answer goes. A page of the client
 * (`client_uri`) must be of the document's own host, and is its origin otherwise, so that nobody borrows the
 * address of another.
 *
 * @throws DocumentFault
 */
export function clientOfDocument(
  url: string,
  document: unknown,
  { scopes, fetchedAt }: DocumentClientOptions,
): Client {
  const parsed = rules.safeParse(document);
  if (!parsed.success) throw faultOf(parsed.error);
  const { data } = parsed;
  if (data.client_id !== url) {
    throw new DocumentFault('has a client_id that is not exactly its URL');
  }
  const metadata = metadataOf(data);
  const { origin, host } = new URL(url);
  const { clientUri = origin } = metadata.description;
  const asked = scopes.filter((scope) => metadata.scope?.split(' ').includes(scope));
  return {
    clientId: url,
    name: data.client_name ? metadata.name : host,
    redirectUris: metadata.redirectUris,
    authenticationMethods: ['none'],
    secretHash: undefined,
    // The scopes of other systems, which documents are full of, take nothing away.
    scopes: asked.length > 0 ? asked : scopes,
    registeredBy: 'document',
    allowDirectConnect: false,
    realm: url,
    isActive: true,
    description: {
      ...metadata.description,
      clientUri: new URL(clientUri).origin === origin ? clientUri : origin,
    },
    createdAt: fetchedAt,
    updatedAt: fetchedAt,
  };
}

function metadataOf(document: object) {
  try {
    return parseClientMetadata(document);
  } catch (error) {
    if (error instanceof OAuthError) throw new DocumentFault(`is not valid: ${error.message}`);
    throw error;
  }
}

function faultOf({ issues: [issue] }: z.ZodError): DocumentFault {
  const member = issue?.path[0];
  const message = issue?.message ?? 'is not as it should be';
  return new DocumentFault(
    `is not valid: ${member === undefined ? message : `${String(member)}: ${message}`}`,
  );
}

/** What a public key does not hold (RFC 7518 section 6). */
const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

const keySet = z.object({ keys: z.array(z.looseObject({})) });

function holdsPrivateKey(jwks: unknown): boolean {
  const { data } = keySet.safeParse(jwks);
  return (data?.keys ?? []).some((key) => privateMembers.some((member) => member in key));
}
