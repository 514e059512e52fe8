import type { NewClient } from '../client/new-client.js';

/** The answer to a registration: all that was registered (RFC 7591 section 3.2.1). */
export function registrationToJson({ client, secret }: NewClient) {
  const { description } = client;
  return {
    client_id: client.clientId,
    client_id_issued_at: Math.floor(client.createdAt.getTime() / 1000),
    // 0: it never expires.
    ...(secret !== undefined && { client_secret: secret, client_secret_expires_at: 0 }),
    client_name: client.name,
    redirect_uris: client.redirectUris,
    token_endpoint_auth_method: client.authenticationMethods[0],
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    scope: client.scopes.join(' '),
    // JSON leaves out what is undefined.
    client_uri: description.clientUri,
    logo_uri: description.logoUri,
    policy_uri: description.policyUri,
    tos_uri: description.tosUri,
    contacts: description.contacts,
    software_id: description.softwareId,
    software_version: description.softwareVersion,
    application_type: description.applicationType,
  };
}
