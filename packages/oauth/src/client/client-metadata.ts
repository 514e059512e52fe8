import { z } from '@hono/zod-openapi';
import { parseUrl } from '@picard-mcp/core/operations';
import { OAuthError } from '../http/oauth-error.js';
import {
  type AuthenticationMethod,
  authenticationMethods,
  type ClientDescription,
} from './client.js';
import { line, maxClientNameLength, maxRedirectUris } from './client-text.js';
import { maxRedirectUriLength, redirectUriFault } from './redirect-uri.js';

/** What a client says of itself, checked (RFC 7591 section 2). */
export interface ClientMetadata {
  /** The client's own word; where it gave none, the host or the scheme that it is redirected to. */
  readonly name: string;
  /** One at least, each once. */
  readonly redirectUris: readonly string[];
  /** As it was asked for; absent when it was not. */
  readonly authenticationMethod: AuthenticationMethod | undefined;
  /** As it was asked for; absent when it was not. */
  readonly scope: string | undefined;
  readonly description: ClientDescription;
}

/** Clients in the field send null, or an empty text, for what they have not. */
const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === null || value === '' ? undefined : value), schema.optional());

const webUrl = (protocols: readonly string[], what: string) =>
  line(maxRedirectUriLength).refine(
    (text) => protocols.includes(parseUrl(text)?.protocol ?? ''),
    `must be ${what}`,
  );

const pageUrl = webUrl(['https:', 'http:'], 'an http or https URL');

const redirectUri = z.string('must be a text').superRefine((uri, context) => {
  const message = redirectUriFault(uri);
  if (message !== undefined) context.addIssue({ code: 'custom', message });
});

/** What is common to all registrations: https, http on loopback, or an application's own scheme. */
export const redirectUriList = z
  .array(redirectUri, 'must be a list of redirect URIs')
  .max(maxRedirectUris, `must have at most ${maxRedirectUris} items`)
  .transform((uris) => [...new Set(uris)]);

/** A list that asks for more than is offered is served with what is. */
const listWith = (needed: string) =>
  optional(
    z
      .array(
        z.string('must be a text').max(200, 'must have at most 200 characters'),
        'must be a list',
      )
      .max(20, 'must have at most 20 items')
      .refine((items) => items.includes(needed), `must contain ${needed}`),
  );

const metadata = z.object(
  {
    redirect_uris: redirectUriList.refine((uris) => uris.length > 0, 'must not be empty'),
    token_endpoint_auth_method: optional(
      z.enum(authenticationMethods, `must be one of ${authenticationMethods.join(', ')}`),
    ),
    grant_types: listWith('authorization_code'),
    response_types: listWith('code'),
    client_name: optional(line(maxClientNameLength)),
    client_uri: optional(pageUrl),
    logo_uri: optional(webUrl(['https:'], 'an https URL')),
    policy_uri: optional(pageUrl),
    tos_uri: optional(pageUrl),
    scope: optional(line(1_000)),
    contacts: optional(z.array(line(254), 'must be a list').max(10, 'must have at most 10 items')),
    software_id: optional(line(200)),
    software_version: optional(line(200)),
    // Others than those of OpenID Connect mean nothing here, and are as good as none.
    application_type: z.enum(['native', 'web']).optional().catch(undefined),
  },
  'must be a JSON object',
);

/**
 * Reads client metadata: a registration's body or a metadata document. Members that Picard does not know
 * are ignored (RFC 7591 section 2), and so are grant types beside `authorization_code`, since clients
 * name all that they could use anywhere.
 *
 * @throws OAuthError `invalid_redirect_uri`; `invalid_client_metadata`, naming the member.
 */
export function parseClientMetadata(document: unknown): ClientMetadata {
  const parsed = metadata.safeParse(document);
  if (!parsed.success) throw refusal(parsed.error);
  const { data } = parsed;
  return {
    name: data.client_name ?? nameFor(data.redirect_uris),
    redirectUris: data.redirect_uris,
    authenticationMethod: data.token_endpoint_auth_method,
    scope: data.scope,
    description: {
      ...(data.client_uri && { clientUri: data.client_uri }),
      ...(data.logo_uri && { logoUri: data.logo_uri }),
      ...(data.policy_uri && { policyUri: data.policy_uri }),
      ...(data.tos_uri && { tosUri: data.tos_uri }),
      ...(data.contacts && { contacts: data.contacts }),
      ...(data.software_id && { softwareId: data.software_id }),
      ...(data.software_version && { softwareVersion: data.software_version }),
      ...(data.application_type && { applicationType: data.application_type }),
    },
  };
}

/** A default name: the host of the redirect URI. */
function nameFor([uri = '']: readonly string[]): string {
  const { protocol, host } = new URL(uri);
  const name = protocol === 'https:' || protocol === 'http:' ? host : protocol.slice(0, -1);
  return name.slice(0, maxClientNameLength);
}

function refusal(error: z.ZodError): OAuthError {
  const [issue] = error.issues;
  const [member = 'client metadata', position] = issue?.path ?? [];
  const place = position === undefined ? String(member) : `${String(member)}[${String(position)}]`;
  const code = member === 'redirect_uris' ? 'invalid_redirect_uri' : 'invalid_client_metadata';
  return new OAuthError(code, `${place}: ${issue?.message ?? 'is not valid'}`);
}
