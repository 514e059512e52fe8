import { z } from '@hono/zod-openapi';
import { scopes } from '@picard-mcp/core';
import { authenticationMethods, type Client, isConfidential } from './client.js';

const time = z.iso.datetime();

/** A client as administrators see it. */
export const clientSchema = z.object({
  client_id: z.uuid(),
  client_name: z.string(),
  redirect_uris: z.array(z.string()),
  scopes: z.array(z.enum(scopes)).describe('The scopes that it may be granted.'),
  is_confidential: z.boolean().describe('Whether it has a secret.'),
  token_endpoint_auth_method: z.enum(authenticationMethods),
  token_endpoint_auth_methods: z
    .array(z.enum(authenticationMethods))
    .describe('All methods that it may use, the default first.'),
  allow_direct_connect: z.boolean().describe('Whether it may assert users.'),
  realm: z.string().describe('The realm of the users that it asserts.'),
  is_active: z.boolean(),
  registered_by: z.enum(['administrator', 'client']),
  client_uri: z.string().nullable(),
  logo_uri: z.string().nullable(),
  policy_uri: z.string().nullable(),
  tos_uri: z.string().nullable(),
  contacts: z.array(z.string()),
  software_id: z.string().nullable(),
  software_version: z.string().nullable(),
  application_type: z.enum(['native', 'web']).nullable(),
  created_at: time,
  updated_at: time,
});

/** A client for administrators, without the hash of its secret. */
export function clientToJson(client: Client) {
  const { description } = client;
  return {
    client_id: client.clientId,
    client_name: client.name,
    redirect_uris: client.redirectUris,
    scopes: client.scopes,
    is_confidential: isConfidential(client),
    token_endpoint_auth_method: client.authenticationMethods[0],
    token_endpoint_auth_methods: client.authenticationMethods,
    allow_direct_connect: client.allowDirectConnect,
    realm: client.realm,
    is_active: client.isActive,
    registered_by: client.registeredBy,
    client_uri: description.clientUri ?? null,
    logo_uri: description.logoUri ?? null,
    policy_uri: description.policyUri ?? null,
    tos_uri: description.tosUri ?? null,
    contacts: description.contacts ?? [],
    software_id: description.softwareId ?? null,
    software_version: description.softwareVersion ?? null,
    application_type: description.applicationType ?? null,
    created_at: client.createdAt.toISOString(),
    updated_at: client.updatedAt.toISOString(),
  };
}
