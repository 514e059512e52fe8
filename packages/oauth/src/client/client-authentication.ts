import type { AuthorizationContext } from '../context.js';
import type { Parameters } from '../http/form.js';
import { OAuthError } from '../http/oauth-error.js';
import type { OAuthExchange } from '../http/oauth-exchange.js';
import { matchesSecret } from '../secret.js';
import type { AuthenticationMethod, Client } from './client.js';

/** What a request says of the client that sends it. */
interface Credentials {
  readonly method: AuthenticationMethod;
  readonly clientId: string;
  /** Empty for the method `none`. */
  readonly secret: string;
}

/**
 * The active client that sends a request, by the one method that it registered: HTTP Basic, its secret in
 * the form, or its id alone (RFC 6749 section 2.3).
 *
 * @throws OAuthError `invalid_client`, after the same work for unknown clients and in the same words
 *   whatever was wrong; `invalid_request` for more than one method at once, for two client ids that
 *   differ, and for a secret in the query; what `clients.find` throws.
 */
export async function authenticateClient(
  exchange: Pick<OAuthExchange, 'request' | 'url' | 'address'>,
  form: Parameters,
  { clients }: Pick<AuthorizationContext, 'clients'>,
): Promise<Client> {
  const { method, clientId, secret } = readCredentials(exchange, form);
  const client = await clients.find(clientId, exchange.address);
  const knowsSecret = matchesSecret(secret, client?.secretHash);
  const isProven =
    client?.isActive &&
    client.authenticationMethods.includes(method) &&
    (method === 'none' || knowsSecret);
  if (!isProven) {
    throw new OAuthError(
      'invalid_client',
      'The client is unknown or inactive, its secret is wrong, or it did not authenticate as it registered.',
    );
  }
  return client;
}

/** Reads nothing but the request: no lookup depends on which rule it breaks. */
function readCredentials(
  { request, url }: Pick<OAuthExchange, 'request' | 'url'>,
  form: Parameters,
): Credentials {
  // Queries end up in logs and histories (RFC 6749 section 2.3.1).
  if (url.searchParams.has('client_secret')) {
    throw new OAuthError('invalid_request', 'The client_secret must not be in the query.');
  }
  if (form.get('client_assertion') ?? form.get('client_assertion_type')) {
    throw new OAuthError(
      'invalid_client',
      'Client authentication with assertions is not supported.',
    );
  }
  const clientId = form.get('client_id');
  const secret = form.get('client_secret');
  const header = request.headers.get('authorization');
  if (header === null) {
    if (clientId === undefined) {
      throw new OAuthError('invalid_client', 'The parameter client_id is missing.');
    }
    return secret === undefined
      ? { method: 'none', clientId, secret: '' }
      : { method: 'client_secret_post', clientId, secret };
  }
  if (secret !== undefined) {
    throw new OAuthError(
      'invalid_request',
      'The client must authenticate either by the Authorization header or in the form, not both.',
    );
  }
  const basic = readBasic(header);
  if (clientId !== undefined && clientId !== basic.clientId) {
    throw new OAuthError(
      'invalid_request',
      'The client_id in the form is not the one in the Authorization header.',
    );
  }
  return basic;
}

/** RFC 6749 section 2.3.1: each half was form-encoded before they were joined. */
function readBasic(header: string): Credentials {
  const [, encoded] = /^basic +([\w+/-]+={0,2})$/i.exec(header.trim()) ?? [];
  const text = encoded === undefined ? '' : Buffer.from(encoded, 'base64').toString();
  const colon = text.indexOf(':');
  const clientId = decodeFormText(text.slice(0, Math.max(colon, 0)));
  const secret = decodeFormText(text.slice(colon + 1));
  if (colon < 1 || clientId === undefined || secret === undefined) {
    throw new OAuthError(
      'invalid_client',
      'The Authorization header must be "Basic" with the form-encoded client id and secret.',
    );
  }
  return { method: 'client_secret_basic', clientId, secret };
}

/** `undefined` for what no encoder makes. */
function decodeFormText(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}
